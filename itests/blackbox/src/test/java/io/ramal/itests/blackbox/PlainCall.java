package io.ramal.itests.blackbox;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.UUID;

/** A call as Asterisk's AudioSocket makes it, by nothing but a socket. */
public final class PlainCall implements AutoCloseable {
    private static final int HANGUP = 0x00;
    private static final int ID = 0x01;
    private static final int DTMF = 0x03;
    private static final int AUDIO = 0x10;
    private static final int FRAME_BYTES = 320;

    public final UUID id = UUID.randomUUID();
    private final Socket socket = new Socket();
    private final DataInputStream in;
    private final DataOutputStream out;

    public PlainCall(int port) throws IOException {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(30_000);
        in = new DataInputStream(socket.getInputStream());
        out = new DataOutputStream(socket.getOutputStream());
        out.writeByte(ID);
        out.writeShort(16);
        out.writeLong(id.getMostSignificantBits());
        out.writeLong(id.getLeastSignificantBits());
        out.flush();
    }

    /** The call if the server takes it, null if it is refused or not there yet. */
    public static PlainCall ifAccepted(int port) throws IOException {
        PlainCall call = null;
        try {
            call = new PlainCall(port);
            call.level();
            return call;
        } catch (IOException e) {
            if (call != null) {
                call.close();
            }
            return null;
        }
    }

    /** Sends 20 ms of silence. */
    public void silence() throws IOException {
        out.writeByte(AUDIO);
        out.writeShort(FRAME_BYTES);
        out.write(new byte[FRAME_BYTES]);
        out.flush();
    }

    /** Presses a key. */
    public void key(char key) throws IOException {
        out.writeByte(DTMF);
        out.writeShort(1);
        out.writeByte(key);
        out.flush();
    }

    /** The next frame of sound: its loudest sample. The server sends one every 20 ms, so that this is a clock too. */
    public int level() throws IOException {
        int peak = 0;
        for (short sample : frame()) {
            peak = Math.max(peak, Math.abs(sample));
        }
        return peak;
    }

    /** The next frame of sound. */
    public short[] frame() throws IOException {
        while (true) {
            int kind = in.readUnsignedByte();
            byte[] payload = new byte[in.readUnsignedShort()];
            in.readFully(payload);
            if (kind == HANGUP) {
                throw new EOFException("the server hung up");
            }
            if (kind == AUDIO) {
                return samples(payload);
            }
        }
    }

    private static short[] samples(byte[] payload) {
        short[] samples = new short[payload.length / 2];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) (payload[2 * i] & 0xff | payload[2 * i + 1] << 8);
        }
        return samples;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
