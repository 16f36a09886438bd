package io.ramal.metrics.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.call.CallEvent;
import io.ramal.call.LegRole;
import io.ramal.call.LineEnd;
import io.ramal.extension.ConfigurationStatus;
import io.ramal.extension.DatabaseState;
import io.ramal.extension.Extension;
import io.ramal.extension.ExtensionSource;
import io.ramal.extension.ExtensionState;
import io.ramal.extension.ExtensionStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MetricsTest {
    private final Samples server = new Samples();
    private final Metrics metrics = server.metrics(1000);

    @Test
    void whatTheTransportCountsIsTold() {
        assertThat(lines())
                .contains(
                        "ramal_transport_lines 4.0",
                        "ramal_transport_strangers 1.0",
                        "ramal_transport_connections_total 20.0",
                        "ramal_transport_lines_accepted_total 18.0",
                        "ramal_transport_frames_total{direction=\"in\"} 5000.0",
                        "ramal_transport_frames_total{direction=\"out\"} 6000.0",
                        "ramal_transport_frames_late_total 7.0",
                        "ramal_transport_frames_missed_total 3.0",
                        "ramal_transport_frames_unsent_total 2.0",
                        "ramal_transport_frames_flooded_total 1.0",
                        "ramal_transport_refused_total{cause=\"not_allowed\"} 2.0",
                        "ramal_transport_violations_total{cause=\"unknown_kind\"} 5.0",
                        "ramal_transport_lines_ended_total{cause=\"caller_hangup\"} 12.0",
                        "ramal_transport_lines_ended_total{cause=\"reset\"} 0.0");
    }

    @Test
    void everyExtensionTellsWhereItListens() {
        assertThat(lines())
                .contains(
                        "ramal_extensions{state=\"active\"} 2.0",
                        "ramal_extensions{state=\"stopped\"} 0.0",
                        "ramal_extensions{state=\"error\"} 1.0",
                        "ramal_extension_listening{ramal=\"1001\",role=\"visitor\"} 1.0",
                        "ramal_extension_listening{ramal=\"1001\",role=\"resident\"} 1.0",
                        "ramal_extension_listening{ramal=\"1005\",role=\"visitor\"} 0.0",
                        "ramal_extension_port_moved{ramal=\"1001\",role=\"visitor\"} 0.0",
                        "ramal_extension_port_moved{ramal=\"1003\",role=\"visitor\"} 1.0",
                        "ramal_extension_port_moved{ramal=\"1005\",role=\"visitor\"} 0.0",
                        "ramal_extension_legs{ramal=\"1001\"} 3.0");
        assertThat(lines())
                .as("a pair without a return port has no resident's listener to miss")
                .noneMatch(l -> l.contains("ramal=\"1003\",role=\"resident\""));
    }

    @Test
    void theConfigurationTellsItsSourceAndAge() {
        assertThat(lines())
                .contains(
                        "ramal_database_state{state=\"down\"} 1.0",
                        "ramal_database_state{state=\"up\"} 0.0",
                        "ramal_configuration_source{source=\"file\"} 1.0",
                        "ramal_configuration_source{source=\"database\"} 0.0",
                        "ramal_configuration_age_seconds 90.0",
                        "ramal_configuration_notified 0.0");
        server.configuration =
                new ConfigurationStatus(ExtensionSource.COMPATIBILITY, null, DatabaseState.NONE, null, null, false);
        assertThat(lines())
                .contains("ramal_database_state{state=\"none\"} 1.0")
                .noneMatch(l -> l.contains("ramal_configuration_age_seconds"));
    }

    @Test
    void providersCallsQueuesAndTheReceptionAreTold() {
        assertThat(lines())
                .contains(
                        "ramal_provider_state{id=\"vosk\",role=\"stt\",state=\"unavailable\"} 1.0",
                        "ramal_provider_state{id=\"silero\",role=\"vad\",state=\"ready\"} 1.0",
                        "ramal_provider_leases{id=\"silero\",role=\"vad\"} 2.0",
                        "ramal_provider_served_total{id=\"vosk\",role=\"stt\"} 7.0",
                        "ramal_provider_failures_total{id=\"vosk\",role=\"stt\"} 1.0",
                        "ramal_provider_left_out{id=\"vosk\",role=\"stt\"} 1.0",
                        "ramal_provider_latency_seconds{id=\"vosk\",quantile=\"0.5\",role=\"stt\"} 0.12",
                        "ramal_provider_latency_seconds{id=\"vosk\",quantile=\"0.95\",role=\"stt\"} 0.9",
                        "ramal_provider_latency_seconds{id=\"vosk\",quantile=\"0.99\",role=\"stt\"} 1.4",
                        "ramal_calls_up{ramal=\"1001\"} 2.0",
                        "ramal_calls_up{ramal=\"1003\"} 1.0",
                        "ramal_drops_total{part=\"leg\",what=\"stt_results\"} 4.0",
                        "ramal_drops_total{part=\"visit\",what=\"observer_events\"} 2.0",
                        "ramal_reception_accepting 1.0",
                        "ramal_build_info{version=\"1.2.3\"} 1");
        server.accepting = false;
        assertThat(lines()).contains("ramal_reception_accepting 0.0");
    }

    @Test
    void eventsOfCallsAreCounted() {
        Extension e = Samples.extension("1001");
        for (CallEvent event : List.of(
                new CallEvent.Started(Samples.CALL, e),
                new CallEvent.Refused(UUID.randomUUID(), e, LegRole.VISITOR, "draining"),
                new CallEvent.Heard(Samples.CALL, e, true),
                new CallEvent.Heard(Samples.CALL, e, false),
                new CallEvent.Heard(Samples.CALL, e, true),
                new CallEvent.Interrupted(Samples.CALL, e),
                new CallEvent.Answered(Samples.CALL, e, Samples.timeline()),
                new CallEvent.Ended(Samples.CALL, e, LineEnd.CALLER_HANGUP, Duration.ofSeconds(50)))) {
            metrics.observer().on(event);
        }
        assertThat(lines())
                .contains(
                        "ramal_calls_total{ramal=\"1001\"} 1.0",
                        "ramal_calls_refused_total{reason=\"draining\",role=\"visitor\"} 1.0",
                        "ramal_turns_total{result=\"understood\"} 2.0",
                        "ramal_turns_total{result=\"not_understood\"} 1.0",
                        "ramal_barge_ins_total 1.0",
                        "ramal_calls_ended_total{cause=\"caller_hangup\"} 1.0",
                        "ramal_calls_ended_total{cause=\"timeout\"} 0.0",
                        "ramal_call_duration_seconds_bucket{le=\"45.0\"} 0",
                        "ramal_call_duration_seconds_bucket{le=\"60.0\"} 1",
                        "ramal_call_duration_seconds_sum 50.0",
                        "ramal_turn_stage_seconds_bucket{stage=\"ai\",le=\"0.2\"} 0",
                        "ramal_turn_stage_seconds_bucket{stage=\"ai\",le=\"0.3\"} 1",
                        "ramal_turn_stage_seconds_sum{stage=\"tts\"} 0.4",
                        "ramal_turn_stage_seconds_sum{stage=\"playout\"} 0.02",
                        "ramal_turn_response_seconds_bucket{le=\"1.0\"} 0",
                        "ramal_turn_response_seconds_bucket{le=\"1.5\"} 1",
                        "ramal_turn_response_seconds_count 1");
        assertThat(Samples.text(metrics)).doesNotContain(Samples.CALL.toString());
    }

    @Test
    void theJvmAndTheProcessAreTold() {
        assertThat(lines())
                .anyMatch(l -> l.startsWith("process_cpu_seconds_total "))
                .anyMatch(l -> l.startsWith("jvm_memory_used_bytes{area=\"heap\"}"))
                .anyMatch(l -> l.startsWith("jvm_gc_collection_seconds_sum"))
                .anyMatch(l -> l.startsWith("jvm_threads_current "))
                .as("finding deadlocks stops the threads that carry sound")
                .noneMatch(l -> l.contains("deadlocked"));
    }

    @Test
    void aServiceThatIsAbsentHasNoSeries() {
        server.extensionsService = null;
        server.registryService = null;
        server.callsService = null;
        server.linesService = null;
        server.receptionService = null;
        server.statistics = List.of();
        assertThat(lines())
                .noneMatch(l ->
                        l.matches(".*ramal_(extension|provider|calls_up|transport|reception|drops|database|conf).*"))
                .anyMatch(l -> l.startsWith("ramal_turns_total"))
                .anyMatch(l -> l.startsWith("jvm_"));
    }

    @Test
    void aServiceThatFailsHidesNobodyElse() {
        server.extensions = null;
        assertThat(lines()).noneMatch(l -> l.startsWith("ramal_extension")).contains("ramal_transport_lines 4.0");
        server.extensions = List.of(Samples.listening(1, "1001", 8080, 8080, 0));
        assertThat(lines()).contains("ramal_extensions{state=\"active\"} 1.0");
    }

    @Test
    void twoRowsWithOneNumberShareASeries() {
        server.extensions = List.of(
                Samples.listening(1, "1001", 8080, 8080, 2),
                new ExtensionStatus(
                        Samples.extension("1001"), null, null, ExtensionState.ERROR, 0, "1001 is there already"));
        assertThat(lines())
                .contains(
                        "ramal_extension_listening{ramal=\"1001\",role=\"visitor\"} 1.0",
                        "ramal_extensions{state=\"error\"} 1.0");
    }

    @Test
    void extensionsOverTheBoundAreSummed() {
        server.extensions = IntStream.range(0, 5)
                .mapToObj(i -> Samples.listening(i, "10" + i, 9000 + 2 * i, 9000 + 2 * i, 1))
                .toList();
        server.calls =
                IntStream.range(0, 5).mapToObj(i -> Samples.call("10" + i)).toList();
        Metrics bounded = server.metrics(2);
        // whose series are whose is decided here, in the order of the configuration
        Samples.text(bounded);
        IntStream.range(0, 5)
                .forEach(i ->
                        bounded.observer().on(new CallEvent.Started(UUID.randomUUID(), Samples.extension("10" + i))));
        assertThat(Samples.text(bounded).lines())
                .contains(
                        "ramal_extension_legs{ramal=\"100\"} 1.0",
                        "ramal_extension_legs{ramal=\"101\"} 1.0",
                        "ramal_extension_legs{ramal=\"other\"} 3.0",
                        "ramal_extension_listening{ramal=\"other\",role=\"visitor\"} 3.0",
                        "ramal_calls_up{ramal=\"other\"} 3.0",
                        "ramal_calls_total{ramal=\"100\"} 1.0",
                        "ramal_calls_total{ramal=\"other\"} 3.0")
                .noneMatch(l -> l.contains("\"102\""));
    }

    @Test
    void anExtensionThatIsGoneTakesItsSeriesAlong() {
        metrics.observer().on(new CallEvent.Started(Samples.CALL, Samples.extension("1001")));
        server.calls = List.of();
        assertThat(lines()).contains("ramal_calls_total{ramal=\"1001\"} 1.0");
        server.extensions.remove(0);
        Samples.text(metrics);
        assertThat(Samples.text(metrics)).doesNotContain("1001");
    }

    @Test
    void openMetricsIsSpokenWhenAskedFor() throws IOException {
        String accept = "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.2,*/*;q=0.1";
        assertThat(metrics.scrape(accept).type()).startsWith("application/openmetrics-text");
        assertThat(Samples.text(metrics, accept))
                .contains("# TYPE ramal_turns counter", "ramal_turns_total{result=\"understood\"} 0.0")
                .endsWith("# EOF\n");
        assertThat(metrics.scrape(null).type()).startsWith("text/plain; version=0.0.4");
        assertThat(metrics.scrape("*/*").type()).startsWith("text/plain; version=0.0.4");
    }

    @Test
    void aBundleStartedAgainBeginsAnew() {
        metrics.observer().on(new CallEvent.Interrupted(Samples.CALL, Samples.extension("1001")));
        Metrics again = server.metrics(1000);
        assertThat(Samples.text(again).lines()).contains("ramal_barge_ins_total 0.0");
        assertThat(lines()).contains("ramal_barge_ins_total 1.0");
    }

    @Test
    void aThousandExtensionsFitIntoASmallAnswer() throws IOException {
        server.extensions = IntStream.range(0, 1500)
                .mapToObj(i -> Samples.listening(i, "1" + (1000 + i), 9000 + 2 * i, 9000 + 2 * i, 1))
                .toList();
        server.statistics = List.of(Samples.part("leg", Map.of()));
        assertThat(metrics.scrape(null).body().length).isBetween(200_000, 500_000);
    }

    private List<String> lines() {
        return Samples.text(metrics).lines().toList();
    }
}
