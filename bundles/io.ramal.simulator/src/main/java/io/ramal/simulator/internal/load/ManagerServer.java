package io.ramal.simulator.internal.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * As much of Asterisk's manager interface as ringing a phone needs: login, ping, Originate and Hangup, in the shape that
 * Asterisk 22 gives answers and events. A thread of its own reads and answers; what is to be done about a phone waits in
 * {@link #poll} for whoever plays the phones. One client at a time.
 */
final class ManagerServer implements AutoCloseable {
    private static final String BANNER = "Asterisk Call Manager/11.0.0";
    private static final String CHALLENGE = "168264373";
    private static final int BACKLOG = 8;

    private final ServerSocket server = new ServerSocket();
    private final String password;
    private final Set<String> channels = ConcurrentHashMap.newKeySet();
    private final Queue<ManagerMessage> actions = new ConcurrentLinkedQueue<>();
    private volatile @Nullable Socket client;

    /** @param port 0 for any */
    ManagerServer(int port, String password) throws IOException {
        this.password = password;
        server.setReuseAddress(true);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
    }

    void start() {
        Thread thread = new Thread(this::serve, "ramal-load-manager");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return server.getLocalPort();
    }

    /** The next Originate, or Hangup of a channel that is there; null when nothing is to be done. */
    @Nullable
    ManagerMessage poll() {
        return actions.poll();
    }

    /** Channels that were made and are not gone. */
    int channels() {
        return channels.size();
    }

    /** A channel's phone rings. */
    void ringing(String channel) {
        event("Newstate", "ChannelState: 5", "ChannelStateDesc: Ringing", "Uniqueid: " + channel);
    }

    /** It was picked up; the channel goes on in the dialplan. */
    void answered(String channel) {
        event("Newstate", "ChannelState: 6", "ChannelStateDesc: Up", "Uniqueid: " + channel);
        result(channel, "Success", "4");
    }

    /**
     * It was not picked up, and the channel is gone.
     *
     * @param reason of OriginateResponse
     * @param cause of Hangup (Q.850)
     */
    void failed(String channel, String reason, String cause, String tech) {
        gone(channel, cause, tech);
        result(channel, "Failure", reason);
    }

    /** The channel is gone. */
    void gone(String channel, String cause, String tech) {
        if (channels.remove(channel)) {
            event("Hangup", "Uniqueid: " + channel, "Cause: " + cause, "TechCause: " + tech);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        Socket open = client;
        if (open != null) {
            open.close();
        }
    }

    private void result(String channel, String response, String reason) {
        event(
                "OriginateResponse",
                "ActionID: " + channel,
                "Response: " + response,
                "Reason: " + reason,
                "Uniqueid: " + channel);
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                socket.setTcpNoDelay(true);
                client = socket;
                send(BANNER + "\r\n");
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
                for (ManagerMessage m = ManagerMessage.read(in); m != null; m = ManagerMessage.read(in)) {
                    act(m);
                }
            } catch (IOException e) {
                // the client has gone, or this is being closed
            }
        }
    }

    private void act(ManagerMessage m) throws IOException {
        switch (m.get("Action")) {
            case "Challenge" -> answer(m, true, "Challenge: " + CHALLENGE);
            case "Login" -> login(m);
            case "Ping" -> answer(m, true, "Ping: Pong");
            case "Originate" -> originate(m);
            case "Hangup" -> hangup(m);
            default -> answer(m, false, "Message: Invalid/unknown command");
        }
    }

    private void login(ManagerMessage m) throws IOException {
        boolean known = m.get("Key").equals(digest());
        answer(m, known, known ? "Message: Authentication accepted" : "Message: Authentication failed");
    }

    /** The client looks at its rights by originating nothing. */
    private void originate(ManagerMessage m) throws IOException {
        String channel = m.get("ChannelId");
        if (m.get("Channel").isEmpty() || channel.isEmpty()) {
            answer(m, false, "Message: Channel not specified");
            return;
        }
        channels.add(channel);
        answer(m, true, "Message: Originate successfully queued");
        actions.add(m);
    }

    private void hangup(ManagerMessage m) throws IOException {
        if (channels.contains(m.get("Channel"))) {
            answer(m, true, "Message: Channel Hungup");
            actions.add(m);
        } else {
            answer(m, false, "Message: No such channel");
        }
    }

    private void answer(ManagerMessage m, boolean success, String line) throws IOException {
        send("Response: " + (success ? "Success" : "Error") + "\r\nActionID: " + m.get("ActionID") + "\r\n" + line
                + "\r\n\r\n");
    }

    private void event(String name, String... lines) {
        try {
            send("Event: " + name + "\r\n" + String.join("\r\n", lines) + "\r\n\r\n");
        } catch (IOException e) {
            // nobody hears it: the client takes its phones for lost, and whoever looks at the outcomes sees it
        }
    }

    private synchronized void send(String text) throws IOException {
        Socket to = client;
        if (to == null) {
            throw new IOException("no client is connected");
        }
        to.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    private String digest() {
        try {
            MessageDigest md5 = MessageDigest.getInstance("MD5");
            return HexFormat.of().formatHex(md5.digest((CHALLENGE + password).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }
}
