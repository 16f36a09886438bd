package io.ramal.itests.asterisk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A telephone that is registered and called: rings until it is answered, or turns every call down at once. One call at a
 * time.
 */
final class CalledPhone implements AutoCloseable {
    private static final Duration REGISTRATION = Duration.ofSeconds(10);

    private final SipWire wire;
    private final String turnsDown;
    private final BlockingQueue<Call> rung = new LinkedBlockingQueue<>();
    private final AtomicInteger times = new AtomicInteger();
    private volatile Call current;
    private volatile boolean closed;

    /** A call that has come in. */
    final class Call implements AutoCloseable {
        final RtpStream media = new RtpStream();
        /** When it came in, {@link System#nanoTime()}. */
        final long at = System.nanoTime();

        private final SipMessage invite;
        private final String tag = Long.toHexString(UUID.randomUUID().getMostSignificantBits());
        private final BlockingQueue<String> ends = new LinkedBlockingQueue<>();
        private volatile String sent;

        private Call(SipMessage invite) throws IOException {
            this.invite = invite;
            respond(turnsDown.isEmpty() ? "180 Ringing" : turnsDown, "");
        }

        /** Picks up. */
        Call answer() throws IOException {
            media.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), invite.mediaPort()));
            respond("200 OK", SipWire.sdp(media.port()));
            return this;
        }

        /** Who calls, as shown on the phone. */
        String caller() throws IOException {
            return invite.header("From");
        }

        /** Hangs up after having been answered. */
        void hangup() throws IOException {
            String from = invite.header("To") + ";tag=" + tag;
            wire.send(wire.request(
                    "BYE", invite.contact(), from, invite.header("From"), invite.header("Call-ID"), 1, List.of(), ""));
        }

        /** {@code CANCEL} or {@code BYE} from the other side, null when neither comes within {@code limit}. */
        String awaitEnd(Duration limit) throws InterruptedException {
            return ends.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
        }

        @Override
        public void close() {
            media.close();
        }

        private void respond(String status, String body) throws IOException {
            sent = wire.response(invite, status, tag, body);
            wire.send(sent);
        }

        private boolean owns(SipMessage request) throws IOException {
            return request.header("Call-ID").equals(invite.header("Call-ID"));
        }
    }

    private CalledPhone(int pbxPort, String user, String password, String turnsDown) throws IOException {
        this.wire = new SipWire(pbxPort, user, password);
        this.turnsDown = turnsDown;
        register();
        Thread thread = new Thread(this::listen, "phone-" + user);
        thread.setDaemon(true);
        thread.start();
    }

    /** A phone that rings. */
    static CalledPhone ringing(int pbxPort, String user, String password) throws IOException {
        return new CalledPhone(pbxPort, user, password, "");
    }

    /** A phone that answers every call by a status such as {@code 486 Busy Here}. */
    static CalledPhone turningDown(int pbxPort, String user, String password, String status) throws IOException {
        return new CalledPhone(pbxPort, user, password, status);
    }

    /** The next call that comes in, null when none does within {@code limit}. */
    Call awaitCall(Duration limit) throws InterruptedException {
        return rung.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** How often it has been called. */
    int times() {
        return times.get();
    }

    @Override
    public void close() {
        closed = true;
        Call last = current;
        if (last != null) {
            last.close();
        }
        wire.close();
    }

    private void register() throws IOException {
        String uri = "sip:" + wire.there();
        String self = "<sip:" + wire.user + "@" + wire.there() + ">";
        String callId = UUID.randomUUID() + "@phone";
        List<String> headers = List.of("Expires: 600");
        for (int sequence = 1; sequence <= 2; sequence++) {
            wire.send(wire.request("REGISTER", uri, self + ";tag=reg", self, callId, sequence, headers, ""));
            SipMessage answer = wire.receive(REGISTRATION);
            while (!answer.isResponse() || answer.status() < 200) {
                answer = wire.receive(REGISTRATION);
            }
            if (answer.status() == 200) {
                return;
            }
            if (answer.status() != 401 || sequence == 2) {
                throw new IOException(wire.user + " was not registered: " + answer.firstLine());
            }
            headers = List.of("Expires: 600", wire.authorization(answer, "REGISTER", uri));
        }
    }

    private void listen() {
        try {
            while (!closed) {
                SipMessage message = wire.receive(Duration.ZERO);
                if (!message.isResponse()) {
                    on(message);
                }
            }
        } catch (IOException e) {
            if (!closed) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void on(SipMessage request) throws IOException {
        Call call = current;
        boolean known = call != null && call.owns(request);
        switch (request.method()) {
            case "INVITE" -> {
                if (known) {
                    wire.send(call.sent);
                } else {
                    times.incrementAndGet();
                    current = new Call(request);
                    rung.add(current);
                }
            }
            case "CANCEL", "BYE" -> {
                wire.send(wire.response(request, "200 OK", "", ""));
                if (known) {
                    if (request.method().equals("CANCEL")) {
                        call.respond("487 Request Terminated", "");
                    }
                    call.ends.add(request.method());
                }
            }
            case "ACK" -> {}
            default -> wire.send(wire.response(request, "200 OK", "", ""));
        }
    }
}
