package io.ramal.metrics.internal;

import io.ramal.call.CallEvent;
import io.ramal.call.CallObserver;
import io.ramal.call.CallStatistics;
import io.ramal.call.Calls;
import io.ramal.call.LineStatistics;
import io.ramal.call.Reception;
import io.ramal.extension.Extensions;
import io.ramal.provider.ProviderRegistry;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
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

/** Holds the metrics, finds what they read, and listens to calls for them. */
@Component(
        service = {MetricsComponent.class, CallObserver.class},
        configurationPid = "io.ramal.metrics",
        // counts from the start, not from the first scrape
        immediate = true)
@Designate(ocd = MetricsComponent.Config.class)
public final class MetricsComponent implements CallObserver {
    /** Keys of the PID {@code io.ramal.metrics}. */
    @ObjectClassDefinition(name = "Ramal metrics")
    public @interface Config {
        @AttributeDefinition(
                description = "Extensions with series of their own; all others share the label \"other\"",
                min = "0",
                max = "100000")
        int extensions_max() default EXTENSIONS_MAX;
    }

    private static final Logger LOG = LoggerFactory.getLogger(MetricsComponent.class);
    private static final int EXTENSIONS_MAX = 1000;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable LineStatistics lines;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable Extensions extensions;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable ProviderRegistry providers;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable Calls calls;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable Reception reception;

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    private volatile List<CallStatistics> statistics = List.of();

    private final Metrics metrics;

    @Activate
    public MetricsComponent(BundleContext context, Config config) {
        metrics = new Metrics(
                context.getBundle().getVersion().toString(),
                maximum(config),
                new Sources(
                        () -> lines, () -> extensions, () -> providers, () -> calls, () -> reception, () -> statistics),
                Clock.systemUTC());
    }

    @Modified
    void modified(Config config) {
        metrics.limitExtensions(maximum(config));
    }

    @Override
    public void on(CallEvent event) {
        metrics.observer().on(event);
    }

    Metrics metrics() {
        return metrics;
    }

    /** A bad value must not blind those who watch. */
    private static int maximum(Config config) {
        try {
            int max = config.extensions_max();
            if (max >= 0 && max <= 100_000) {
                return max;
            }
            LOG.error("io.ramal.metrics: extensions.max={} is not 0 to 100000; using {}", max, EXTENSIONS_MAX);
        } catch (RuntimeException e) {
            LOG.error(
                    "io.ramal.metrics: extensions.max is no whole number ({}); using {}",
                    e.getMessage(),
                    EXTENSIONS_MAX);
        }
        return EXTENSIONS_MAX;
    }
}
