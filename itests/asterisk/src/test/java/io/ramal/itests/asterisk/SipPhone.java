package io.ramal.itests.asterisk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A telephone for tests: places one call by SIP over UDP to a PBX on this machine, talks, presses keys, hangs up. */
final class SipPhone implements AutoCloseable {
    private static final Duration ANSWER = Duration.ofSeconds(15);

    private final SipWire wire;
    private final String callId = UUID.randomUUID() + "@phone";
    private final String from;
    private final RtpStream media = new RtpStream();
    private final CountDownLatch remoteHangup = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private String to = "";
    private String target = "";
    private int sequence;
    private volatile boolean closed;

    /** The phone {@code visitor}, which the PBX lets in without a password. */
    SipPhone(int pbxPort) throws IOException {
        this(pbxPort, "visitor", "");
    }

    SipPhone(int pbxPort, String user, String password) throws IOException {
        wire = new SipWire(pbxPort, user, password);
        from = "\"Portaria\" <sip:" + user + "@" + wire.me() + ">;tag="
                + Long.toHexString(UUID.randomUUID().getMostSignificantBits());
    }

    /** Calls a number and returns once the call is answered and sound flows. */
    void call(String number) throws IOException {
        String uri = "sip:" + number + "@" + wire.there();
        SipMessage answer = invite(uri, List.of());
        if (answer.status() == 401) {
            answer = invite(uri, List.of(wire.authorization(answer, "INVITE", uri)));
        }
        if (answer.status() >= 300) {
            throw new IOException("the call to " + number + " was refused: " + answer.firstLine());
        }
        media.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), answer.mediaPort()));
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
        transmit("BYE", target, ++sequence, List.of(), "");
        if (!ended.await(5, TimeUnit.SECONDS)) {
            throw new IOException("the PBX did not acknowledge the BYE");
        }
    }

    @Override
    public void close() {
        closed = true;
        media.close();
        wire.close();
    }

    /** The final answer, which is acknowledged. */
    private SipMessage invite(String uri, List<String> headers) throws IOException {
        to = "<" + uri + ">";
        target = uri;
        transmit("INVITE", uri, ++sequence, headers, SipWire.sdp(media.port()));
        SipMessage answer = wire.receive(ANSWER);
        // retransmissions of the answer to an earlier one are passed over
        while (answer.status() < 200 || !answer.header("CSeq").startsWith(sequence + " ")) {
            answer = wire.receive(ANSWER);
        }
        to = "<" + uri + ">;tag=" + answer.toTag();
        if (answer.status() < 300) {
            target = answer.contact();
        }
        transmit("ACK", target, sequence, List.of(), "");
        return answer;
    }

    private void dialog() {
        try {
            while (!closed) {
                SipMessage message = wire.receive(Duration.ZERO);
                if (message.isResponse()) {
                    if (message.method().equals("BYE")) {
                        ended.countDown();
                    }
                } else {
                    wire.send(wire.response(message, "200 OK", "", ""));
                    if (message.method().equals("BYE")) {
                        remoteHangup.countDown();
                        ended.countDown();
                    }
                }
            }
        } catch (IOException e) {
            if (!closed) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void transmit(String method, String uri, int number, List<String> headers, String body) throws IOException {
        wire.send(wire.request(method, uri, from, to, callId, number, headers, body));
    }
}
