package io.ramal.itests.asterisk;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a phone needs to talk SIP over UDP with a PBX on this machine. */
final class SipWire implements AutoCloseable {
    private final DatagramSocket socket =
            new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    private final InetSocketAddress pbx;
    final String user;
    private final String password;

    SipWire(int pbxPort, String user, String password) throws IOException {
        this.pbx = new InetSocketAddress(InetAddress.getLoopbackAddress(), pbxPort);
        this.user = user;
        this.password = password;
    }

    /** Host and port of the phone. */
    String me() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    /** Host and port of the PBX. */
    String there() {
        return "127.0.0.1:" + pbx.getPort();
    }

    void send(String message) throws IOException {
        byte[] b = message.getBytes(StandardCharsets.ISO_8859_1);
        socket.send(new DatagramPacket(b, b.length, pbx));
    }

    /** The next message; zero waits for ever. */
    SipMessage receive(Duration limit) throws IOException {
        byte[] b = new byte[8192];
        DatagramPacket packet = new DatagramPacket(b, b.length);
        socket.setSoTimeout((int) limit.toMillis());
        try {
            socket.receive(packet);
        } catch (SocketTimeoutException e) {
            throw new IOException("the PBX at " + pbx + " does not answer", e);
        }
        return new SipMessage(new String(b, 0, packet.getLength(), StandardCharsets.ISO_8859_1));
    }

    /**
     * A request of a dialogue.
     *
     * @param from and {@code to} whole headers' values
     * @param more headers
     */
    String request(
            String method,
            String uri,
            String from,
            String to,
            String callId,
            int sequence,
            List<String> more,
            String body) {
        StringBuilder text = new StringBuilder(method + " " + uri + " SIP/2.0\r\n");
        for (String header : List.of(
                "Via: SIP/2.0/UDP " + me() + ";branch=z9hG4bK"
                        + Long.toHexString(UUID.randomUUID().getLeastSignificantBits()) + ";rport",
                "Max-Forwards: 70",
                "From: " + from,
                "To: " + to,
                "Call-ID: " + callId,
                "CSeq: " + sequence + " " + method,
                "Contact: <sip:" + user + "@" + me() + ">")) {
            text.append(header).append("\r\n");
        }
        more.forEach(h -> text.append(h).append("\r\n"));
        return text + content(body);
    }

    /**
     * A response to a request.
     *
     * @param tag added to To where that has none
     */
    String response(SipMessage request, String status, String tag, String body) {
        StringBuilder text = new StringBuilder("SIP/2.0 " + status + "\r\n");
        for (String header : request.text().split("\r\n\r\n", 2)[0].split("\r\n")) {
            if (header.matches("(?i)(Via|From|Call-ID|CSeq)\\s*:.*")) {
                text.append(header).append("\r\n");
            } else if (header.matches("(?i)To\\s*:.*")) {
                text.append(header)
                        .append(header.contains(";tag=") ? "" : ";tag=" + tag)
                        .append("\r\n");
            }
        }
        text.append("Contact: <sip:" + user + "@" + me() + ">\r\n");
        return text + content(body);
    }

    /** A-law and keys at a port. */
    static String sdp(int port) {
        return String.join(
                "\r\n",
                "v=0",
                "o=- 1 1 IN IP4 127.0.0.1",
                "s=-",
                "c=IN IP4 127.0.0.1",
                "t=0 0",
                "m=audio " + port + " RTP/AVP 8 101",
                "a=rtpmap:8 PCMA/8000",
                "a=rtpmap:101 telephone-event/8000",
                "a=fmtp:101 0-15",
                "a=ptime:20",
                "a=sendrecv",
                "");
    }

    /** The Authorization of a request that was answered by a challenge; RFC 7616 with MD5, as PBXs do it. */
    String authorization(SipMessage challenge, String method, String uri) throws IOException {
        String asked = challenge.header("WWW-Authenticate");
        String realm = parameter(asked, "realm");
        String nonce = parameter(asked, "nonce");
        String opaque = asked.contains("opaque=") ? ",opaque=\"" + parameter(asked, "opaque") + "\"" : "";
        String secret = md5(user + ":" + realm + ":" + password);
        String response = md5(secret + ":" + nonce + ":00000001:ramal:auth:" + md5(method + ":" + uri));
        return "Authorization: Digest username=\"" + user + "\",realm=\"" + realm + "\",nonce=\"" + nonce + "\",uri=\""
                + uri + "\",response=\"" + response + "\",algorithm=MD5,qop=auth,nc=00000001,cnonce=\"ramal\"" + opaque;
    }

    @Override
    public void close() {
        socket.close();
    }

    private static String content(String body) {
        return (body.isEmpty() ? "" : "Content-Type: application/sdp\r\n") + "Content-Length: " + body.length()
                + "\r\n\r\n" + body;
    }

    private static String parameter(String header, String name) throws IOException {
        Matcher m = Pattern.compile("\\b" + name + "=\"([^\"]*)\"").matcher(header);
        if (!m.find()) {
            throw new IOException("no " + name + " in " + header);
        }
        return m.group(1);
    }

    private static String md5(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.ISO_8859_1)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
