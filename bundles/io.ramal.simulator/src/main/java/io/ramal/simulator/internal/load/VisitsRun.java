package io.ramal.simulator.internal.load;

import io.ramal.simulator.internal.load.LoadCall.State;
import io.ramal.simulator.internal.load.VisitVerdict.Course;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** One round of visits that go on at the same time. */
final class VisitsRun {
    /** Of a call that only listens: quieter than any voice. */
    private static final double GATE_DBFS = -60;

    private final VisitsOptions options;
    private final ManagerServer manager;
    private final List<VisitPlan> plans;
    private final InetSocketAddress visitors;
    private final InetSocketAddress residents;
    private final List<LoadVisit> visits = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private long begin;
    private long legsPeak;
    private long visitorsPeak;
    private long lastBegun;

    VisitsRun(VisitsOptions options, ManagerServer manager, int visits, long seed) {
        this.options = options;
        this.manager = manager;
        this.plans = VisitPlan.of(visits, seed);
        this.visitors = new InetSocketAddress(options.host(), options.port());
        this.residents = new InetSocketAddress(options.host(), options.returnPort());
    }

    void run(PrintStream out) throws IOException {
        FrameSet noise = FrameSet.noise();
        try (LoadLoop loop = new LoadLoop(0, 1, noise, noise, GATE_DBFS, () -> {
            throw new IllegalStateException("visits place their calls");
        })) {
            long own = ServerProbe.ownCpuMillis();
            begin = System.nanoTime();
            long end = begin + options.limit() * 1_000_000_000L;
            loop.runUntil(() -> {
                long now = System.nanoTime();
                step(loop, now);
                return done() || now - end >= 0;
            });
            report(out);
            out.print(figures(loop, ServerProbe.ownCpuMillis() - own).text());
        } catch (UncheckedIOException e) {
            throw Objects.requireNonNull(e.getCause());
        }
    }

    private void step(LoadLoop loop, long now) {
        try {
            while (visits.size() < plans.size() && now - begin >= visits.size() * 1_000_000_000L / options.ramp()) {
                visits.add(new LoadVisit(plans.get(visits.size()), loop, visitors, residents, now));
                lastBegun = now;
            }
            for (ManagerMessage m = manager.poll(); m != null; m = manager.poll()) {
                act(m, now);
            }
            long up = 0;
            long visitorsUp = 0;
            for (LoadVisit visit : visits) {
                visit.tick(now);
                visitorsUp += up(visit.visitor());
                up += up(visit.resident());
            }
            visitorsPeak = Math.max(visitorsPeak, visitorsUp);
            legsPeak = Math.max(legsPeak, up + visitorsUp);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int up(@Nullable LoadCall call) {
        return call != null && call.state() == State.UP ? 1 : 0;
    }

    private void act(ManagerMessage m, long now) {
        if (m.get("Action").equals("Hangup")) {
            visits.forEach(v -> v.silenced(m.get("Channel"), now));
            return;
        }
        String call = m.get("Variable").replaceFirst("^RAMAL_CALL=", "");
        LoadVisit visit = visits.stream()
                .filter(v -> v.plan().id().toString().equals(call))
                .findFirst()
                .orElse(null);
        if (visit == null) {
            faults.add("fault\t" + call + "\trang for a visit that is not there");
            manager.failed(m.get("ChannelId"), "0", "1", "");
        } else {
            visit.originated(manager, m, now);
        }
    }

    private boolean done() {
        return visits.size() == plans.size() && visits.stream().allMatch(LoadVisit::over) && manager.channels() == 0;
    }

    private void report(PrintStream out) {
        for (LoadVisit v : visits) {
            Course course = v.course();
            Set<String> allowed = VisitVerdict.of(course);
            out.println(String.join(
                    "\t",
                    "visit",
                    v.plan().id().toString(),
                    allowed.isEmpty() ? "-" : String.join(",", allowed),
                    course.yes() != 0 ? "permitted" : "-",
                    v.over() ? "over" : "open",
                    story(v, course)));
            v.faults().forEach(f -> out.println("fault\t" + v.plan().id() + "\t" + f));
        }
        faults.forEach(out::println);
    }

    /** For people who wonder how it came to an outcome; seconds since the visit's beginning. */
    private static String story(LoadVisit v, Course course) {
        LoadPhone phone = v.phone();
        LoadCall resident = v.resident();
        StringBuilder story = new StringBuilder("visitor " + word(v.visitor().state()));
        at(story, "", course.visitorLost());
        if (phone != null) {
            story.append(", rung " + v.rings() + " " + word(phone.fate()));
            at(story, " told", course.failed());
        }
        if (resident != null) {
            story.append(", resident " + word(v.plan().resident().answer()));
            at(story, " picked up", course.resident());
            at(story, " yes", course.yes());
            at(story, " no", course.no());
            story.append(" " + word(resident.state()));
            at(story, "", course.residentLeft());
        }
        return story.toString();
    }

    private static void at(StringBuilder story, String what, long nanos) {
        if (nanos != 0) {
            story.append(what).append(String.format(Locale.ROOT, " at %.1f", nanos / 1e9));
        }
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private LoadResult figures(LoadLoop loop, long ownMillis) {
        LoadResult result = new LoadResult();
        double seconds = (System.nanoTime() - begin) / 1e9;
        result.put("visits.begun", visits.size());
        result.put("visits.over", count(LoadVisit::over));
        result.put("visits.seconds", seconds);
        result.put("visits.begunWithin", (lastBegun - begin) / 1e9);
        result.put("legs.placed", loop.calls().size());
        result.put("legs.visitorsAtOnce", visitorsPeak);
        result.put("legs.atOnce", legsPeak);
        result.put("lost.visitors", count(v -> v.visitorLost() != 0));
        result.put("lost.residents", count(v -> v.residentLeft() != 0));
        result.put("lost.together", count(v -> v.visitorLost() != 0 && v.visitorLost() == v.residentLeft()));
        result.put("phones.rung", visits.stream().mapToLong(LoadVisit::rings).sum());
        result.put("phones.pickedUp", count(v -> v.resident() != null));
        result.put("phones.channelsLeft", manager.channels());
        result.put("phones.silenced", count(v -> v.silencedAfter() != 0));
        result.put(
                "phones.silencedAfterMsMax",
                visits.stream().mapToLong(LoadVisit::silencedAfter).max().orElse(0) / 1e6);
        result.put("gap", loop.gaps());
        result.put("frames.received", sum(loop, c -> c.meter().frames()));
        result.put("frames.late", sum(loop, c -> c.meter().late()));
        result.put("frames.lost", sum(loop, LoadCall::lost));
        result.put("frames.notTaken", sum(loop, LoadCall::skipped));
        result.put("lateness", loop.lateness());
        result.put("lateness.millisLeftOut", loop.skippedSlots());
        result.put("generator.cpuPercent", ownMillis / seconds / 10);
        return result;
    }

    private long count(Predicate<LoadVisit> which) {
        return visits.stream().filter(which).count();
    }

    private static long sum(LoadLoop loop, ToLongFunction<LoadCall> figure) {
        return loop.calls().stream().mapToLong(figure).sum();
    }
}
