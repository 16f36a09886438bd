package io.ramal.simulator.internal;

import io.ramal.audio.AudioFrame;
import io.ramal.call.CallSimulator;
import io.ramal.call.LegRole;
import io.ramal.dsp.Wav;
import io.ramal.simulator.internal.scenario.Move;
import io.ramal.simulator.internal.scenario.Scenario;
import io.ramal.simulator.internal.scenario.Scenarios;
import io.ramal.simulator.internal.scenario.Script;
import io.ramal.simulator.internal.scenario.Variables;
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
 * Prepares a scenario, its sentences spoken in advance, and plays it in one visit. Visits may run side by side, each on its
 * caller's thread.
 */
final class Simulator implements CallSimulator {
    private final Map<LegRole, Voice> voices;
    private final Predicate<Locale> speech;
    private final Server server;
    private final Switchboard switchboard;
    private final Presence presence;
    private final OwnCalls own;
    private final LongSupplier clock;
    private final Supplier<UUID> ids;

    /**
     * @param voices of visitor and resident
     * @param speech whether the server understands speech in a language now
     * @param presence of the switchboard among the server's providers
     * @param clock nanoseconds
     * @param ids of calls
     */
    Simulator(
            Map<LegRole, Voice> voices,
            Predicate<Locale> speech,
            Server server,
            Switchboard switchboard,
            Presence presence,
            LongSupplier clock,
            Supplier<UUID> ids) {
        this.voices = Map.copyOf(voices);
        this.speech = speech;
        this.server = server;
        this.switchboard = switchboard;
        this.presence = presence;
        this.own = new OwnCalls(clock);
        this.clock = clock;
        this.ids = ids;
    }

    @Override
    public List<String> scenarios() {
        return Stream.concat(Stream.of(Scenarios.AUTO), Scenarios.SHIPPED.stream())
                .toList();
    }

    @Override
    public String about(String scenario) throws IOException {
        return Scenarios.about(scenario);
    }

    @Override
    public Report run(Request request, Consumer<Step> progress) throws IOException {
        String name = request.scenario().equals(Scenarios.AUTO)
                ? Scenarios.automatic(request.language())
                : request.scenario();
        Scenario scenario = Scenarios.load(name, new Variables(request.apartment(), request.language()));
        Locale language = scenario.language() == null ? request.language() : scenario.language();
        Script script = Script.of(scenario, speech.test(language));
        VisitRun.Play play =
                new VisitRun.Play(script, sounds(scenario, script, language), scenario.noiseDbfs(), scenario.twoLegs());
        UUID id = ids.get();
        VisitRun run = new VisitRun(id, request, play, server, clock, progress);
        own.begin(id);
        try {
            return shown(run, id);
        } finally {
            own.end(id);
        }
    }

    @Override
    public boolean owns(UUID callId) {
        return own.owns(callId);
    }

    private Report shown(VisitRun run, UUID id) throws IOException {
        presence.enter();
        try {
            switchboard.add(id, run);
            return run.play();
        } finally {
            switchboard.remove(id);
            presence.leave();
        }
    }

    private Map<Scenario.Step, AudioFrame> sounds(Scenario scenario, Script script, Locale language)
            throws IOException {
        Map<Scenario.Step, AudioFrame> sounds = new HashMap<>();
        for (Scenario.Step step : script.all().toList()) {
            Move move = step.move();
            if (move instanceof Move.Say say) {
                sounds.put(step, speak(step.who(), say.text(), language));
            } else if (move instanceof Move.Interrupt interrupt) {
                sounds.put(step, speak(step.who(), interrupt.text(), language));
            } else if (move instanceof Move.Play play) {
                sounds.put(
                        step,
                        AudioFrame.wrap(Wav.readMono(scenario.folder().resolve(play.file()), AudioFrame.SAMPLE_RATE)));
            }
        }
        return sounds;
    }

    private AudioFrame speak(LegRole who, String text, Locale language) throws IOException {
        Voice voice = voices.get(who);
        if (voice == null) {
            throw new IllegalStateException("nobody speaks for the " + who);
        }
        return voice.speak(text, language);
    }
}
