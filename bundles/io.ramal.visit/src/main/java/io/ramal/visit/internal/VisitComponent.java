package io.ramal.visit.internal;

import io.ramal.call.CallSimulator;
import io.ramal.call.CallSnapshot;
import io.ramal.call.Calls;
import io.ramal.call.LegFactory;
import io.ramal.call.LegRecorder;
import io.ramal.call.LegRole;
import io.ramal.call.Line;
import io.ramal.call.LineAcceptor;
import io.ramal.call.LineHandler;
import io.ramal.conversation.ConversationProvider;
import io.ramal.extension.ExtensionProfile;
import io.ramal.extension.ExtensionProfiles;
import io.ramal.provider.ProviderRegistry;
import io.ramal.stt.Expected;
import io.ramal.stt.Vocabulary;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes lines in while everything a visit needs is there; stopping it ends the calls that are up. */
@Component(
        service = {LineAcceptor.class, Calls.class},
        configurationPid = "io.ramal.visit",
        immediate = true)
@Designate(ocd = VisitComponent.Config.class)
public final class VisitComponent implements LineAcceptor, Calls {
    private static final Logger LOG = LoggerFactory.getLogger(VisitComponent.class);

    /** Configuration of visits, PID {@code io.ramal.visit}. */
    @ObjectClassDefinition(name = "Ramal visits")
    public @interface Config {
        @AttributeDefinition(description = "Language spoken with visitors: pt-BR or en-US.")
        String language() default "pt-BR";

        @AttributeDefinition(description = "An engine's name of a voice; empty for its default.")
        String voice() default "";

        @AttributeDefinition(
                description =
                        "Keep words, keys and names of calls (personal data; io.ramal.records writes them to disk).")
        boolean transcripts() default false;

        @AttributeDefinition(description = "Keep the sound of calls, where something is installed that keeps it.")
        boolean recordings() default false;

        @AttributeDefinition(
                description = "How many ended calls are remembered; the dialplan asks for calls that have just ended.",
                min = "0",
                max = "10000")
        int calls_recent_max() default 200;

        @AttributeDefinition(
                description = "How long a stop waits for calls to end by themselves, in ms.",
                min = "0",
                max = "3600000")
        long drain_ms() default 15_000;

        @AttributeDefinition(description = "How often a resident is rung.", min = "1", max = "5")
        int resident_attempts() default 2;

        @AttributeDefinition(description = "How long one attempt rings, in ms.", min = "3000", max = "60000")
        long resident_ring_ms() default 10_000;

        @AttributeDefinition(description = "Pause between two attempts, in ms.", min = "0", max = "30000")
        long resident_pause_ms() default 1000;

        @AttributeDefinition(
                description = "How long after the phone was answered the resident's leg may take to come in, in ms.",
                min = "1000",
                max = "30000")
        long resident_join_ms() default 5000;

        @AttributeDefinition(
                description = "How long a resident may take to decide, in ms.",
                min = "10000",
                max = "600000")
        long resident_talk_max_ms() default 120_000;

        @AttributeDefinition(
                description =
                        "Addresses and networks, separated by commas, from which a resident's leg may come besides"
                                + " the host of the visitor's leg; any for all.")
        String resident_hosts() default "";
    }

    private final ReceptionComponent reception;
    private final Visits visits;
    private volatile VisitSettings settings;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable ExtensionProfiles profiles;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable LegRecorder recorder;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable CallSimulator simulator;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable Vocabulary vocabulary;

    @Activate
    public VisitComponent(
            @Reference ReceptionComponent reception,
            @Reference LegFactory legs,
            @Reference ConversationProvider conversations,
            @Reference ProviderRegistry registry,
            @Reference CallEventsComponent events,
            Config config) {
        this.reception = reception;
        this.settings = settings(config, VisitSettings.DEFAULT);
        Means means = new Means(
                legs,
                conversations,
                registry,
                () -> recorder,
                this::expected,
                this::simulated,
                Clock.systemUTC(),
                System::nanoTime,
                events.events());
        this.visits = new Visits(means, settings, reception, this::profile);
        reception.staffed(true);
    }

    private Expected expected(LegRole role, int condominiumId, Locale language) {
        Vocabulary now = vocabulary;
        return now == null ? Expected.ANYTHING : now.expected(role, condominiumId, language);
    }

    private boolean simulated(UUID callId) {
        CallSimulator now = simulator;
        return now != null && now.owns(callId);
    }

    private ExtensionProfile profile(String number) {
        ExtensionProfiles now = profiles;
        return now == null ? ExtensionProfile.NONE : now.of(number);
    }

    @Modified
    void modified(Config config) {
        settings = settings(config, settings);
        visits.use(settings);
    }

    @Deactivate
    void close() {
        reception.staffed(false);
        visits.drain(settings.drain());
    }

    @Override
    public Optional<LineHandler> accept(Line line) {
        return visits.accept(line);
    }

    @Override
    public List<CallSnapshot> active() {
        return visits.active();
    }

    @Override
    public List<CallSnapshot> recent() {
        return visits.recent();
    }

    @Override
    public Optional<CallSnapshot> find(UUID callId) {
        return visits.find(callId);
    }

    @Override
    public boolean forget(UUID callId) {
        return visits.forget(callId);
    }

    @Override
    public boolean hangup(UUID callId, LegRole role) {
        return visits.hangup(callId, role);
    }

    @Override
    public boolean end(UUID callId) {
        return visits.end(callId);
    }

    private static VisitSettings settings(Config c, VisitSettings otherwise) {
        try {
            ResidentSettings resident = ResidentSettings.of(
                    c.resident_attempts(),
                    c.resident_ring_ms(),
                    c.resident_pause_ms(),
                    c.resident_join_ms(),
                    c.resident_talk_max_ms(),
                    c.resident_hosts());
            return VisitSettings.of(c.language(), c.voice(), c.transcripts(), c.calls_recent_max(), c.drain_ms())
                    .with(c.recordings(), resident);
        } catch (IllegalArgumentException e) {
            // refusing to start would leave every caller without an answer
            LOG.error("{}; going on with {}", e.getMessage(), otherwise);
            return otherwise;
        }
    }
}
