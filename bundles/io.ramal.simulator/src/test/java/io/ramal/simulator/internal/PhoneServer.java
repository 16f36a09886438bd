package io.ramal.simulator.internal;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A tiny AudioSocket server on threads; what it does with a call is the test's. */
public final class PhoneServer implements AutoCloseable {
    private final ServerSocket server;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final Answer answer;

    /** Handles one call; the connection is closed when it returns. */
    public interface Answer {
        void call(DataInputStream in, OutputStream out) throws IOException;
    }

    public PhoneServer(Answer answer) throws IOException {
        this.answer = answer;
        this.server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        thread(this::accept);
    }

    /** Sends back every frame of sound. */
    public static PhoneServer echo() throws IOException {
        return new PhoneServer((in, out) -> {
            while (true) {
                byte[] frame = frame(in);
                if (frame[0] == Wire.AUDIO) {
                    out.write(frame);
                }
            }
        });
    }

    /** Reads one whole frame with its header. */
    public static byte[] frame(DataInputStream in) throws IOException {
        byte kind = in.readByte();
        int length = in.readUnsignedShort();
        byte[] frame = new byte[Wire.HEADER + length];
        frame[0] = kind;
        frame[1] = (byte) (length >> 8);
        frame[2] = (byte) length;
        in.readFully(frame, Wire.HEADER, length);
        return frame;
    }

    public int port() {
        return server.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket s : sockets) {
            s.close();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                sockets.add(socket);
                thread(() -> serve(socket));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            answer.call(new DataInputStream(socket.getInputStream()), socket.getOutputStream());
        } catch (IOException e) {
            // the caller hung up
        }
    }

    private static void thread(Runnable task) {
        Thread t = new Thread(task, "test-phone-server");
        t.setDaemon(true);
        t.start();
    }
}
