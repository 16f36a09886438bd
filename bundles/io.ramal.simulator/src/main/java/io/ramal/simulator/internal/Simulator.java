package io.ramal.simulator.internal;

import io.ramal.audio.AudioFrame;
import io.ramal.call.CallSimulator;
import io.ramal.dsp.Wav;
import io.ramal.simulator.internal.scenario.Move;
import io.ramal.simulator.internal.scenario.Scenario;
import io.ramal.simulator.internal.scenario.Scenarios;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Prepares a scenario, its sentences spoken in advance, and plays it in one call. Calls may run side by side, each on its
 * caller's thread.
 */
final class Simulator implements CallSimulator {
    private final Voice voice;
    private final Predicate<Locale> speech;
    private final LongSupplier clock;
    private final Supplier<UUID> ids;

    /**
     * @param voice speaks for the caller
     * @param speech whether the server understands speech in a language now
     * @param clock nanoseconds
     * @param ids of calls
     */
    Simulator(Voice voice, Predicate<Locale> speech, LongSupplier clock, Supplier<UUID> ids) {
        this.voice = voice;
        this.speech = speech;
        this.clock = clock;
        this.ids = ids;
    }

    @Override
    public List<String> scenarios() {
        return Stream.concat(Stream.of(Scenarios.AUTO), Scenarios.SHIPPED.stream())
                .toList();
    }

    @Override
    public Report run(Request request, Consumer<Step> progress) throws IOException {
        String name = request.scenario().equals(Scenarios.AUTO)
                ? Scenarios.automatic(request.language(), speech.test(request.language()))
                : request.scenario();
        Scenario scenario = Scenarios.load(name);
        Locale language = scenario.language() == null ? request.language() : scenario.language();
        boolean understood = speech.test(language);
        List<Scenario.Step> steps = scenario.steps(understood);
        if (steps.isEmpty()) {
            throw new IOException(scenario.name() + " has no step for a server that "
                    + (understood ? "understands" : "does not understand") + " speech");
        }
        Map<Move, AudioFrame> sounds = sounds(scenario, steps, language);
        return new CallRun(clock, ids.get(), request.limit())
                .play(request, steps, scenario.noiseDbfs(), sounds, progress);
    }

    private Map<Move, AudioFrame> sounds(Scenario scenario, List<Scenario.Step> steps, Locale language)
            throws IOException {
        Map<Move, AudioFrame> sounds = new HashMap<>();
        for (Scenario.Step step : steps) {
            Move move = step.move();
            if (sounds.containsKey(move)) {
                continue;
            }
            if (move instanceof Move.Say say) {
                sounds.put(move, voice.speak(say.text(), language));
            } else if (move instanceof Move.Interrupt interrupt) {
                sounds.put(move, voice.speak(interrupt.text(), language));
            } else if (move instanceof Move.Play play) {
                sounds.put(
                        move,
                        AudioFrame.wrap(Wav.readMono(scenario.folder().resolve(play.file()), AudioFrame.SAMPLE_RATE)));
            }
        }
        return sounds;
    }
}
