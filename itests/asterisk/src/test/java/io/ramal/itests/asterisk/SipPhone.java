package io.ramal.itests.asterisk;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A telephone for tests: places one call by SIP over UDP to a PBX on this machine, talks, presses keys, hangs up. */
final class SipPhone implements AutoCloseable {
    private static final Pattern MEDIA = Pattern.compile("^m=audio (\\d+)", Pattern.MULTILINE);
    private static final Pattern TO_TAG = Pattern.compile("^To:.*?;tag=([^;>\\s]+)", Pattern.MULTILINE);
    private static final Pattern CONTACT = Pattern.compile("^Contact:.*?<([^>]+)>", Pattern.MULTILINE);

    private final DatagramSocket socket =
            new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    private final InetSocketAddress pbx;
    private final String callId = UUID.randomUUID() + "@phone";
    private final String tag = Long.toHexString(UUID.randomUUID().getMostSignificantBits());
    private final RtpStream media = new RtpStream();
    private final CountDownLatch remoteHangup = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private String number = "";
    private String target = "";
    private String toTag = "";
    private volatile boolean closed;

    SipPhone(int pbxPort) throws IOException {
        this.pbx = new InetSocketAddress(InetAddress.getLoopbackAddress(), pbxPort);
    }

    /** Calls a number as the endpoint {@code visitor} and returns once the call is answered and sound flows. */
    void call(String to) throws IOException {
        number = to;
        target = "sip:" + to + "@127.0.0.1:" + pbx.getPort();
        transmit(request("INVITE", 1, target, sdp()));
        socket.setSoTimeout(15_000);
        while (true) {
            String answer = receive();
            int status = status(answer);
            if (status < 200) {
                continue;
            }
            toTag = find(TO_TAG, answer);
            if (status >= 300) {
                transmit(request("ACK", 1, target, ""));
                throw new IOException("the call to " + to + " was refused: " + firstLine(answer));
            }
            target = find(CONTACT, answer);
            transmit(request("ACK", 1, target, ""));
            media.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(find(MEDIA, answer))));
            break;
        }
        socket.setSoTimeout(0);
        Thread dialog = new Thread(this::dialog, "phone-sip");
        dialog.setDaemon(true);
        dialog.start();
    }

    RtpStream media() {
        return media;
    }

    /** Whether the other side hangs up within {@code limit}. */
    boolean awaitRemoteHangup(Duration limit) throws InterruptedException {
        return remoteHangup.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Hangs up and waits for the PBX to acknowledge. */
    void hangup() throws IOException, InterruptedException {
        transmit(request("BYE", 2, target, ""));
        if (!ended.await(5, TimeUnit.SECONDS)) {
            throw new IOException("the PBX did not acknowledge the BYE");
        }
    }

    @Override
    public void close() {
        closed = true;
        media.close();
        socket.close();
    }

    private void dialog() {
        try {
            while (!closed) {
                String message = receive();
                if (message.startsWith("SIP/2.0")) {
                    if (message.contains(" BYE")) {
                        ended.countDown();
                    }
                } else {
                    transmit(ok(message));
                    if (message.startsWith("BYE")) {
                        remoteHangup.countDown();
                        ended.countDown();
                    }
                }
            }
        } catch (IOException e) {
            if (!closed) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }

    private String request(String method, int sequence, String uri, String body) {
        String me = "127.0.0.1:" + socket.getLocalPort();
        String branch = "z9hG4bK" + Long.toHexString(UUID.randomUUID().getLeastSignificantBits());
        String to = "<sip:" + number + "@127.0.0.1:" + pbx.getPort() + ">" + (toTag.isEmpty() ? "" : ";tag=" + toTag);
        return String.join(
                "\r\n",
                method + " " + uri + " SIP/2.0",
                "Via: SIP/2.0/UDP " + me + ";branch=" + branch + ";rport",
                "Max-Forwards: 70",
                "From: \"Portaria\" <sip:visitor@" + me + ">;tag=" + tag,
                "To: " + to,
                "Call-ID: " + callId,
                "CSeq: " + sequence + " " + method,
                "Contact: <sip:visitor@" + me + ">",
                body.isEmpty() ? "User-Agent: test phone" : "Content-Type: application/sdp",
                "Content-Length: " + body.length(),
                "",
                body);
    }

    private String sdp() {
        return String.join(
                "\r\n",
                "v=0",
                "o=- 1 1 IN IP4 127.0.0.1",
                "s=-",
                "c=IN IP4 127.0.0.1",
                "t=0 0",
                "m=audio " + media.port() + " RTP/AVP 8 101",
                "a=rtpmap:8 PCMA/8000",
                "a=rtpmap:101 telephone-event/8000",
                "a=fmtp:101 0-15",
                "a=ptime:20",
                "a=sendrecv",
                "");
    }

    private static String ok(String request) {
        String copied = Arrays.stream(request.split("\r\n\r\n", 2)[0].split("\r\n"))
                .filter(h -> h.matches("(?i)(Via|From|To|Call-ID|CSeq)\\s*:.*"))
                .collect(Collectors.joining("\r\n"));
        return "SIP/2.0 200 OK\r\n" + copied + "\r\nContent-Length: 0\r\n\r\n";
    }

    private void transmit(String message) throws IOException {
        byte[] b = message.getBytes(StandardCharsets.ISO_8859_1);
        socket.send(new DatagramPacket(b, b.length, pbx));
    }

    private String receive() throws IOException {
        byte[] b = new byte[8192];
        DatagramPacket packet = new DatagramPacket(b, b.length);
        try {
            socket.receive(packet);
        } catch (SocketTimeoutException e) {
            throw new IOException("the PBX at " + pbx + " does not answer", e);
        }
        return new String(b, 0, packet.getLength(), StandardCharsets.ISO_8859_1);
    }

    private static int status(String message) {
        return message.startsWith("SIP/2.0 ") ? Integer.parseInt(message.substring(8, 11)) : 0;
    }

    private static String firstLine(String message) {
        return message.split("\r\n", 2)[0];
    }

    private static String find(Pattern pattern, String message) throws IOException {
        Matcher m = pattern.matcher(message);
        if (!m.find()) {
            throw new IOException("no " + pattern + " in " + firstLine(message));
        }
        return m.group(1).strip();
    }
}
