package io.ramal.itests.container;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.UUID;

/** A call that is up while something else happens; a thread of its own answers each frame with 20 ms of silence. */
final class Caller implements AutoCloseable {
    private static final int ID = 0x01;
    private static final int AUDIO = 0x10;
    private static final int FRAME_BYTES = 320;

    private final Socket socket;
    private volatile long frames;

    Caller(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        DataOutputStream out = new DataOutputStream(socket.getOutputStream());
        UUID id = UUID.randomUUID();
        out.writeByte(ID);
        out.writeShort(16);
        out.writeLong(id.getMostSignificantBits());
        out.writeLong(id.getLeastSignificantBits());
        Thread thread = new Thread(() -> run(out), "caller");
        thread.setDaemon(true);
        thread.start();
    }

    /** Frames heard so far. */
    long frames() {
        return frames;
    }

    private void run(DataOutputStream out) {
        byte[] silence = new byte[3 + FRAME_BYTES];
        silence[0] = AUDIO;
        silence[1] = (byte) (FRAME_BYTES >> 8);
        silence[2] = (byte) FRAME_BYTES;
        try {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            while (true) {
                int kind = in.readUnsignedByte();
                in.readFully(new byte[in.readUnsignedShort()]);
                if (kind == AUDIO) {
                    frames++;
                    out.write(silence);
                }
            }
        } catch (IOException e) {
            // hung up: frames no longer grow
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
