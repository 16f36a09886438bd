package io.ramal.dial.ami.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A manager interface that does what a test tells it; answers and events have the shape Asterisk 22 gives them. */
final class FakeAsterisk implements AutoCloseable {
    static final String USER = "ramal";
    static final String PASSWORD = "not-on-the-wire";
    private static final String CHALLENGE = "168264373";

    /** Action names that the user may not use. */
    final Set<String> denied = ConcurrentHashMap.newKeySet();
    /** Action names that get no answer. */
    final Set<String> unanswered = ConcurrentHashMap.newKeySet();
    /** Action names that are refused with "No such channel". */
    final Set<String> refused = ConcurrentHashMap.newKeySet();
    /** Uniqueids that can be hung up. */
    final Set<String> channels = ConcurrentHashMap.newKeySet();
    /** Channels that CoreShowChannels lists: name, Uniqueid, application, data. */
    final List<String[]> listed = new CopyOnWriteArrayList<>();
    /** What came in, without logins, pings and the client's look at its rights. */
    final BlockingQueue<Message> actions = new LinkedBlockingQueue<>();
    /** One for each login tried. */
    final BlockingQueue<Message> logins = new LinkedBlockingQueue<>();

    volatile String banner = "Asterisk Call Manager/11.0.0";
    volatile String password = PASSWORD;
    private final int port;
    private volatile @Nullable ServerSocket server;
    private volatile @Nullable Socket client;

    FakeAsterisk() throws IOException {
        port = listen(0);
    }

    int port() {
        return port;
    }

    private int listen(int at) throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), at));
        server = socket;
        Thread thread = new Thread(() -> serve(socket), "fake-asterisk");
        thread.setDaemon(true);
        thread.start();
        return socket.getLocalPort();
    }

    private void serve(ServerSocket socket) {
        while (!socket.isClosed()) {
            try (Socket accepted = socket.accept()) {
                client = accepted;
                accepted.getOutputStream().write((banner + "\r\n").getBytes(StandardCharsets.UTF_8));
                MessageReader in = new MessageReader(new BufferedInputStream(accepted.getInputStream()));
                for (Message m = in.next(); m != null; m = in.next()) {
                    act(m);
                }
            } catch (IOException e) {
                // the client has gone, or the test drops it
            }
        }
    }

    private void act(Message m) throws IOException {
        String action = m.get("Action");
        if (unanswered.contains(action)) {
            keep(m);
            return;
        }
        if (denied.contains(action)) {
            answer(m, "Error", "Message: Permission denied");
            return;
        }
        switch (action) {
            case "Challenge" -> answer(m, "Success", "Challenge: " + CHALLENGE);
            case "Login" -> login(m);
            case "Ping" -> answer(m, "Success", "Ping: Pong");
            case "CoreStatus" -> answer(m, "Success", "CoreCurrentCalls: 0");
            case "CoreShowChannels" -> list(m);
            case "Originate" -> originate(m);
            case "Hangup" -> hangup(m);
            case "PlayDTMF" -> {
                keep(m);
                boolean no = refused.contains(action);
                answer(
                        m,
                        no ? "Error" : "Success",
                        no ? "Message: Channel not found" : "Message: DTMF successfully queued");
            }
            default -> answer(m, "Error", "Message: Invalid/unknown command: " + action);
        }
    }

    private void keep(Message m) {
        actions.add(m);
    }

    private void login(Message m) throws IOException {
        logins.add(m);
        if (m.get("Username").equals(USER) && m.get("Key").equals(md5(CHALLENGE + password))) {
            answer(m, "Success", "Message: Authentication accepted");
            event("FullyBooted", "Privilege: system,all", "Status: Fully Booted");
        } else {
            answer(m, "Error", "Message: Authentication failed");
            drop();
        }
    }

    private void originate(Message m) throws IOException {
        if (m.get("Channel").isEmpty()) {
            answer(m, "Error", "Message: Channel not specified");
            return;
        }
        boolean no = refused.contains("Originate");
        answer(
                m,
                no ? "Error" : "Success",
                no ? "Message: Extension does not exist." : "Message: Originate successfully queued");
        keep(m);
    }

    private void hangup(Message m) throws IOException {
        String channel = m.get("Channel");
        if (channel.endsWith("-nobody")) {
            answer(m, "Error", "Message: No such channel");
        } else if (channels.remove(channel)) {
            answer(m, "Success", "Message: Channel Hungup");
            keep(m);
        } else {
            answer(m, "Error", "Message: No such channel");
            keep(m);
        }
    }

    private void list(Message m) throws IOException {
        answer(m, "Success", "EventList: start", "Message: Channels will follow");
        for (String[] channel : listed) {
            event(
                    "CoreShowChannel",
                    "ActionID: " + m.get("ActionID"),
                    "Channel: " + channel[0],
                    "Uniqueid: " + channel[1],
                    "Application: " + channel[2],
                    "ApplicationData: " + channel[3]);
        }
        event("CoreShowChannelsComplete", "ActionID: " + m.get("ActionID"), "EventList: Complete", "ListItems: 0");
    }

    private void answer(Message m, String response, String... lines) throws IOException {
        send("Response: " + response + "\r\nActionID: " + m.get("ActionID") + "\r\n" + String.join("\r\n", lines));
    }

    void event(String name, String... lines) throws IOException {
        send("Event: " + name + "\r\n" + String.join("\r\n", lines));
    }

    private synchronized void send(String text) throws IOException {
        OutputStream out = Objects.requireNonNull(client).getOutputStream();
        out.write((text + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
    }

    /** The next action but pings. */
    Message next(String action) throws InterruptedException {
        Message m = actions.poll(10, TimeUnit.SECONDS);
        assertThat(m).as("an action " + action).isNotNull();
        assertThat(m.get("Action")).isEqualTo(action);
        return m;
    }

    /** An Originate, with its channel made. */
    String ring() throws Exception {
        String id = next("Originate").get("ChannelId");
        channels.add(id);
        event("Newchannel", "Channel: PJSIP/1101-00000001", "ChannelState: 0", "Uniqueid: " + id);
        event("Newstate", "Channel: PJSIP/1101-00000001", "ChannelState: 5", "Uniqueid: " + id);
        return id;
    }

    void result(String id, String response, String reason) throws IOException {
        event("OriginateResponse", "ActionID: " + id, "Response: " + response, "Reason: " + reason, "Uniqueid: " + id);
    }

    void gone(String id, String cause, String tech) throws IOException {
        event("Hangup", "Uniqueid: " + id, "Cause: " + cause, "Cause-txt: as it is", "TechCause: " + tech);
    }

    /** Cuts the connection; the client may come again. */
    void drop() throws IOException {
        Socket socket = client;
        if (socket != null) {
            socket.close();
        }
    }

    void stopListening() throws IOException {
        ServerSocket socket = server;
        if (socket != null) {
            socket.close();
        }
        drop();
    }

    void listenAgain() throws IOException {
        listen(port);
    }

    private static String md5(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() throws IOException {
        stopListening();
    }
}
