package io.ramal.leg.internal;

import io.ramal.audio.AudioFrame;
import io.ramal.call.Leg;
import io.ramal.call.LegEvent;
import io.ramal.call.LegRequest;
import io.ramal.call.LegRole;
import io.ramal.call.LineEnd;
import io.ramal.call.Utterance;
import io.ramal.provider.Provider;
import io.ramal.provider.ProviderRole;
import io.ramal.stt.Expected;
import io.ramal.testkit.FakeClock;
import io.ramal.testkit.FakeLine;
import io.ramal.testkit.FakeRegistry;
import io.ramal.testkit.FakeStt;
import io.ramal.testkit.FakeTts;
import io.ramal.testkit.FakeVad;
import io.ramal.testkit.ManualExecutor;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A leg on a bench: the test is the caller, the transport, the engines and the conversation. */
final class Rig {
    static final LegSettings DEFAULTS = settings(1500);
    static final AudioFrame VOICE = voice(0);
    /** What the caller is likely to say. */
    static final Expected EXPECTED = new Expected(List.of("Ana Lúcia"), List.of("sim", "não"));

    final FakeClock clock = new FakeClock();
    final FakeLine line = new FakeLine(LegRole.VISITOR);
    final FakeRegistry registry = new FakeRegistry();
    final FakeVad vad = new FakeVad("vad");
    final FakeStt stt = new FakeStt("stt");
    final FakeTts tts = new FakeTts("tts", 50);
    final LegCounters counters = new LegCounters();
    final ManualExecutor io = new ManualExecutor();
    final Prompts prompts = new Prompts(
            new PromptMemory(16 << 20), new PromptDisk(Path.of("target", "never"), 0, Clock.systemUTC()), io, counters);
    final List<LegEvent> events = new ArrayList<>();
    /** When each event came, in ms. */
    final List<Long> times = new ArrayList<>();
    /** What left, null for silence; index n left at 20 * n ms. */
    final List<@Nullable AudioFrame> sent = new ArrayList<>();

    final Leg leg;
    Consumer<LegEvent> conversation = e -> {};
    private final long start = clock.getAsLong();

    Rig() {
        this(DEFAULTS);
    }

    Rig(LegSettings settings) {
        this(settings, null, Map.of());
    }

    /** A leg with wishes of its own, and engines besides the usual ones. */
    Rig(LegSettings settings, @Nullable Duration silence, Map<ProviderRole, String> wishes, Provider... others) {
        registry.add(vad, stt, tts).add(others);
        leg = new LegImpl(
                new LegRequest(line, Locale.forLanguageTag("pt-BR"), "", silence, wishes, EXPECTED),
                settings,
                new Shared(registry, prompts, counters, clock),
                e -> {
                    if (!(e instanceof LegEvent.Tick)) {
                        events.add(e);
                        times.add(now());
                    }
                    conversation.accept(e);
                });
    }

    static LegSettings settings(int silenceMs) {
        return settings(silenceMs, 500);
    }

    /** With the pause after which a turn is presumed to be over. */
    static LegSettings presuming(int presumeMs) {
        return settings(1500, presumeMs);
    }

    private static LegSettings settings(int silenceMs, int presumeMs) {
        return new LegSettings(
                silenceMs, 600, presumeMs, 20_000, 60, 400, 200, 400, 400, 7000, 1800, 4000, 14, 600_000, 60_000);
    }

    static AudioFrame voice(int mark) {
        short[] s = new short[AudioFrame.SAMPLES];
        s[0] = 1;
        s[1] = (short) mark;
        return AudioFrame.wrap(s);
    }

    static AudioFrame hush(int mark) {
        short[] s = new short[AudioFrame.SAMPLES];
        s[1] = (short) mark;
        return AudioFrame.wrap(s);
    }

    /** Milliseconds since the leg was opened. */
    long now() {
        return (clock.getAsLong() - start) / 1_000_000;
    }

    /** 20 ms pass: {@code in} arrives, unless it is null, and the writer asks for a frame. */
    @Nullable
    AudioFrame step(@Nullable AudioFrame in) {
        clock.advance(Duration.ofMillis(20));
        if (in != null) {
            leg.handler().audio(in);
        }
        line.executor().runAll();
        AudioFrame out = leg.handler().nextFrame(clock.getAsLong());
        sent.add(out);
        line.executor().runAll();
        return out;
    }

    Rig speak(int millis) {
        return run(millis, VOICE);
    }

    Rig silence(int millis) {
        return run(millis, AudioFrame.SILENCE);
    }

    /** No sound arrives at all. */
    Rig nothing(int millis) {
        return run(millis, null);
    }

    private Rig run(int millis, @Nullable AudioFrame in) {
        for (int i = 0; i < millis / 20; i++) {
            step(in);
        }
        return this;
    }

    long say(String text) {
        return say(0, text, true);
    }

    long say(long turn, String text, boolean bargeIn) {
        long id = leg.say(new Utterance(turn, text, bargeIn));
        line.executor().runAll();
        return id;
    }

    void close() {
        leg.handler().closed(LineEnd.CALLER_HANGUP);
        line.executor().runAll();
    }

    <E extends LegEvent> List<E> all(Class<E> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** When the first event of a type came. */
    long when(Class<? extends LegEvent> type) {
        for (int i = 0; i < events.size(); i++) {
            if (type.isInstance(events.get(i))) {
                return times.get(i);
            }
        }
        throw new AssertionError("no " + type.getSimpleName() + " in " + events);
    }

    /** The longest time, in ms, without a frame the caller can hear; of what left from {@code fromMs} until {@code toMs}. */
    long longestGap(long fromMs, long toMs) {
        long longest = 0;
        long gap = 0;
        for (long ms = fromMs; ms < toMs; ms += 20) {
            gap = audible(sent.get((int) (ms / 20))) ? 0 : gap + 20;
            longest = Math.max(longest, gap);
        }
        return longest;
    }

    private static boolean audible(@Nullable AudioFrame frame) {
        if (frame != null) {
            for (int i = 0; i < frame.length(); i++) {
                if (frame.sample(i) != 0) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The numbers of the frames that left, silence left out. */
    List<Integer> numbers() {
        return sent.stream().filter(f -> f != null).map(f -> (int) f.sample(0)).toList();
    }
}
