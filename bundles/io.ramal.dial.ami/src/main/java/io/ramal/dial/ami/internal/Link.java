package io.ramal.dial.ami.internal;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.function.Consumer;

/**
 * One connection to the manager interface. {@link #open} and {@link #read} belong to one thread and block; {@link #send}
 * to another; {@link #close} may come from any and ends all three.
 */
final class Link implements AutoCloseable {
    /** What a newer Asterisk calls itself differs in the version only. */
    private static final String BANNER = "Asterisk Call Manager/";

    private static final String LOGIN_ID = "login";

    private final AmiSettings settings;
    private final Timing timing;
    private final Socket socket = new Socket();

    Link(AmiSettings settings, Timing timing) {
        this.settings = settings;
        this.timing = timing;
    }

    /** Connects and logs in. */
    MessageReader open() throws AmiException {
        try {
            socket.connect(new InetSocketAddress(settings.host(), settings.port()), millis(timing.connect()));
            socket.setTcpNoDelay(true);
            socket.setKeepAlive(true);
            socket.setSoTimeout(millis(timing.connect()));
            MessageReader reader = new MessageReader(new BufferedInputStream(socket.getInputStream()));
            String banner = reader.line();
            if (banner == null || !banner.startsWith(BANNER)) {
                throw new AmiException(
                        settings.where() + " is no manager interface of Asterisk",
                        "set host and port of " + AmiSettings.PID + " to bindaddr and port of manager.conf");
            }
            login(reader);
            socket.setSoTimeout(millis(timing.silence()));
            return reader;
        } catch (AmiException e) {
            throw e;
        } catch (IOException e) {
            throw new AmiException(
                    settings.where() + " cannot be reached: " + why(e),
                    "start Asterisk, set enabled = yes in manager.conf, and check host and port of " + AmiSettings.PID);
        }
    }

    /** The password itself never travels: its digest with a challenge does. */
    private void login(MessageReader reader) throws IOException {
        send(new Action("Challenge").with("AuthType", "MD5").with("ActionID", LOGIN_ID));
        String challenge = answer(reader).get("Challenge");
        send(new Action("Login")
                .with("AuthType", "MD5")
                .with("Username", settings.username())
                .with("Key", digest(challenge + settings.password()))
                .with("Events", "call")
                .with("ActionID", LOGIN_ID));
        if (!answer(reader).isSuccess()) {
            // Asterisk does not tell which of them it is
            throw new AmiException(
                    settings.where() + " refuses user \"" + settings.username()
                            + "\": unknown, wrong .password, or this host is not permitted",
                    "compare username and .password of " + AmiSettings.PID
                            + " with manager.conf, and its permit and deny lines with this host's address");
        }
    }

    private Message answer(MessageReader reader) throws IOException {
        for (Message m = reader.next(); m != null; m = reader.next()) {
            if (m.isResponse()) {
                return m;
            }
        }
        throw new IOException("it closed the connection during the login");
    }

    /** Hands over every message until the connection ends. */
    void read(MessageReader reader, Consumer<Message> sink) throws AmiException {
        try {
            for (Message m = reader.next(); m != null; m = reader.next()) {
                sink.accept(m);
            }
        } catch (IOException e) {
            throw lost(why(e));
        }
        throw lost("Asterisk closed it");
    }

    private AmiException lost(String why) {
        return new AmiException(
                "the connection to " + settings.where() + " is lost: " + why, "start Asterisk, or check the network");
    }

    /** Sends at once, with one write. */
    void send(Action action) throws IOException {
        socket.getOutputStream().write(action.encode());
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException ignored) {
            // closed is all it shall be
        }
    }

    private static String why(IOException e) {
        if (e instanceof SocketTimeoutException) {
            return "no answer";
        }
        if (e instanceof UnknownHostException) {
            return "unknown host";
        }
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }

    private static String digest(String text) {
        try {
            MessageDigest md5 = MessageDigest.getInstance("MD5");
            return HexFormat.of().formatHex(md5.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }

    private static int millis(Duration d) {
        return Math.toIntExact(d.toMillis());
    }
}
