package io.ramal.simulator.internal;

import io.ramal.audio.AudioFrame;
import io.ramal.call.CallSimulator;
import io.ramal.call.CallSimulator.Step;
import io.ramal.call.LegRole;
import io.ramal.dial.DialRequest;
import io.ramal.simulator.internal.scenario.Means;
import io.ramal.simulator.internal.scenario.Scenario;
import io.ramal.simulator.internal.scenario.Script;
import io.ramal.simulator.internal.scenario.Stage;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * One visit from the visitor's call until the server has done with it, on the thread that calls {@link #play}: a frame on
 * each leg every 20 ms on absolute deadlines.
 */
final class VisitRun {
    /**
     * What is played.
     *
     * @param sounds of each step that speaks or plays
     * @param twoLegs whether a resident may pick up
     */
    record Play(
            Script script,
            Map<Scenario.Step, AudioFrame> sounds,
            @Nullable Double noiseDbfs,
            boolean twoLegs) {}

    private static final long CONNECT_TIMEOUT = Duration.ofSeconds(5).toNanos();
    /** How long the server may take to end a visit whose legs are gone. */
    private static final long SETTLING = Duration.ofSeconds(10).toNanos();

    /** How long a call the server does not know yet may be on its way, or what it tells of one that is over. */
    private static final long UNKNOWN = Duration.ofSeconds(1).toNanos();

    private final UUID id;
    private final CallSimulator.Request request;
    private final Play play;
    private final Server server;
    private final LongSupplier clock;
    private final Consumer<Step> progress;
    private final Recording recording;
    private final Histogram gaps = GapMeter.histogram();
    private final Phone phone;
    private volatile boolean stopped;
    private volatile String decidedBy = "";

    private @Nullable Selector selector;

    private @Nullable SimulatedLeg visitor;
    private @Nullable SimulatedLeg resident;
    private long frames;
    private boolean answered;
    private boolean residentGone;
    private boolean unsettled;
    private boolean interrupted;
    private long start;

    VisitRun(
            UUID id,
            CallSimulator.Request request,
            Play play,
            Server server,
            LongSupplier clock,
            Consumer<Step> progress) {
        this.id = id;
        this.request = request;
        this.play = play;
        this.server = server;
        this.clock = clock;
        this.progress = progress;
        this.recording = new Recording(request.limit().plusSeconds(1), play.twoLegs());
        this.phone = new Phone(play.script().attempts(), this::pickUp, progress);
    }

    /** The telephone of its resident; rings while it plays. */
    Phone phone() {
        return phone;
    }

    /** Hangs up, any thread: the server that is called, or the one that calls, is going down. */
    void stop() {
        stopped = true;
    }

    /**
     * The server tells what decided, any thread.
     *
     * @param by {@code key}, {@code speech}, or {@code event}
     */
    void decided(String by) {
        decidedBy = by;
    }

    /** @throws IOException naming host and port when nobody answers there, or a file that cannot be written */
    CallSimulator.Report play() throws IOException {
        try (Selector open = Selector.open()) {
            selector = open;
            Connection line = connect(open);
            start = clock.getAsLong();
            tell("visitor", "calls " + request.host() + ":" + request.port() + ", call " + id);
            SimulatedLeg leg = leg(LegRole.VISITOR, line, play.script().visitor());
            visitor = leg;
            phone.begin(start);
            try {
                loop(open, leg);
            } finally {
                leg.close();
                hangUp(resident);
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
            return report(leg);
        }
    }

    private Connection connect(Selector open) throws IOException {
        Connection line = Connection.open(open, request.host(), request.port());
        long begin = clock.getAsLong();
        try {
            while (!line.up()) {
                if (clock.getAsLong() - begin >= CONNECT_TIMEOUT) {
                    throw new SocketTimeoutException(
                            "cannot reach " + request.host() + ":" + request.port() + ": nobody answered within 5 s");
                }
                await(open, CONNECT_TIMEOUT);
            }
            return line;
        } catch (IOException e) {
            line.close();
            throw e;
        }
    }

    private SimulatedLeg leg(LegRole role, Connection line, List<Scenario.Step> steps) {
        boolean first = role == LegRole.VISITOR;
        return new SimulatedLeg(
                line,
                id,
                first ? recording.visitor() : recording.resident(),
                new GapMeter(gaps),
                clock,
                start,
                sender -> new Player(
                        role,
                        steps,
                        play.sounds(),
                        play.noiseDbfs(),
                        sender,
                        this::reached,
                        progress,
                        request.limit()));
    }

    private void loop(Selector open, SimulatedLeg leg) throws IOException {
        Settling settling = new Settling();
        long next = start;
        while (!settling.over()) {
            long now = clock.getAsLong();
            interrupted |= Thread.interrupted();
            if (stopped || interrupted) {
                // goes on until the server has done with the visit, so that it does not look for another way to ring
                leg.player().broken(now, "the simulation was interrupted");
            }
            if (now >= next) {
                tick(now, leg);
                settling.tick(now, leg);
                next += GapMeter.INTERVAL;
            } else {
                await(open, next - now);
                leg.ready();
                if (resident != null) {
                    resident.ready();
                }
            }
        }
    }

    private void tick(long now, SimulatedLeg leg) {
        phone.tick(now);
        leg.tick(now);
        if (leg.over()) {
            phone.visitorGone(now);
        }
        SimulatedLeg other = resident;
        if (other != null) {
            other.tick(now);
            if (other.over() && !residentGone) {
                residentGone = true;
            }
        }
    }

    private static void await(Selector open, long nanos) throws IOException {
        open.select(Math.max(1, (nanos + 999_999) / 1_000_000));
        open.selectedKeys().clear();
    }

    /** The resident picks up: the leg comes in as Asterisk would bring it. */
    private String pickUp(Script.Attempt attempt, DialRequest rung) {
        Integer port = server.returnPort(rung);
        Selector open = selector;
        if (port == null || open == null) {
            return "the extension " + rung.extension().number() + " listens on no return port";
        }
        hangUp(resident);
        try {
            Connection line = Connection.open(open, request.host(), port);
            resident = leg(LegRole.RESIDENT, line, attempt.steps());
            answered = true;
            residentGone = false;
            return "";
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private void hangUp(@Nullable SimulatedLeg leg) {
        if (leg != null) {
            frames += leg.meter().frames();
            leg.close();
        }
    }

    private boolean reached(LegRole who, Stage stage) {
        if (who == LegRole.VISITOR) {
            return visitor != null && visitor.over();
        }
        return switch (stage) {
            case RINGING -> phone.rang();
            case ANSWERED -> answered && resident != null && resident.up();
            case DECIDED -> server.decided(id);
            case GONE -> residentGone;
        };
    }

    private CallSimulator.Report report(SimulatedLeg leg) throws IOException {
        Duration lasted = Duration.ofNanos(clock.getAsLong() - start);
        if (request.recording() != null) {
            recording.write(request.recording());
        }
        String wrong = wrong(leg);
        return new CallSimulator.Report(
                id,
                wrong.isEmpty(),
                wrong.isEmpty() ? good(leg) : wrong,
                lasted,
                leg.meter().frames() + frames,
                gaps.getValueAtPercentile(99) / 1000.0,
                gaps.getMaxValue() / 1000.0);
    }

    private String good(SimulatedLeg leg) {
        String outcome = server.outcome(id);
        String by = Means.of(decidedBy).map(m -> ", decided by " + m.word()).orElse("");
        return leg.player().verdict() + (outcome.isEmpty() ? "" : ", outcome " + outcome) + by;
    }

    /** The first thing that went wrong, empty when nothing did. */
    private String wrong(SimulatedLeg leg) {
        SimulatedLeg other = resident;
        if (leg.over() && !leg.player().passed()) {
            return leg.player().verdict();
        } else if (other != null && other.over() && !other.player().passed()) {
            return "on the resident's leg " + other.player().verdict();
        } else if (!phone.complaint().isEmpty()) {
            return phone.complaint();
        }
        Scenario.Step missed = phone.missed();
        if (missed != null) {
            return "the resident's telephone never rang" + (phone.rang() ? " again" : "") + " (line " + missed.line()
                    + ": " + missed.text() + ")";
        } else if (unsettled) {
            return "the server had not ended the visit 10 s after its legs were gone";
        }
        return server.judge(id, decidedBy, play.script().judgements());
    }

    private void tell(String who, String what) {
        progress.accept(Telling.step(clock.getAsLong() - start, who, what));
    }

    /** Waits for the end: both legs over and the telephone quiet, then until the server has done with the visit. */
    private final class Settling {
        private @Nullable Long since;
        private @Nullable Long ended;
        private boolean over;

        boolean over() {
            return over;
        }

        void tick(long now, SimulatedLeg leg) {
            if (since == null && failed(leg)) {
                leg.abandon();
                if (resident != null) {
                    resident.abandon();
                }
                since = now;
            } else if (since == null && leg.over() && (resident == null || resident.over())) {
                since = now;
            }
            Long from = since;
            if (from != null) {
                over = !phone.ringing() && (server.knows(id) ? ended(now) : now - from >= UNKNOWN);
                if (!over && now - from >= SETTLING) {
                    over = true;
                    unsettled = true;
                    server.end(id);
                }
            }
        }

        /** What decided is told over a queue, and so may come after the end. */
        private boolean ended(long now) {
            if (!server.ended(id)) {
                return false;
            }
            Long at = ended;
            if (at == null) {
                ended = now;
                return !decidedBy.isEmpty() || !server.decided(id);
            }
            return !decidedBy.isEmpty() || now - at >= UNKNOWN;
        }

        private boolean failed(SimulatedLeg leg) {
            return leg.over() && !leg.player().passed()
                    || resident != null && resident.over() && !resident.player().passed();
        }
    }
}
