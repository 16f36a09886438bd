package io.ramal.itests.container;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import io.ramal.provider.ProviderHealth;
import io.ramal.stt.SttProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.inject.Inject;
import org.apache.karaf.features.FeaturesService;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.util.tracker.ServiceTracker;

/**
 * Whisper's feature out of the distribution, and its native library through whatever happens to a bundle. With {@code
 * RAMAL_TEST_WHISPER_EN} a real model is loaded each time.
 */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class WhisperIT {
    private static final String NAME = "io.ramal.speech.whisper";
    private static final int ROUNDS = 3;
    private static final long PATIENCE_MS = 60_000;

    @Inject
    private BundleContext context;

    @Inject
    private FeaturesService features;

    @Inject
    private ConfigurationAdmin configurations;

    @Configuration
    public Option[] configuration() {
        return Distribution.options(Distribution.freePort());
    }

    @Test
    public void comesGoesAndComesAgain() throws Exception {
        String model = System.getenv("RAMAL_TEST_WHISPER_EN");
        boolean real = model != null && !model.isEmpty();
        Path none = Path.of("nowhere/ggml-base.bin").toAbsolutePath();
        Dictionary<String, Object> settings = new Hashtable<>();
        settings.put("model.file", real ? model : none.toString());
        settings.put("parallel", "1");
        settings.put("poll.interval.ms", "500");
        configurations.getConfiguration(NAME, null).update(settings);

        features.installFeature("ramal-speech-whisper");
        Bundle bundle = bundle();
        List<String> seen = new ArrayList<>(List.of(settled(real)));
        for (int i = 0; i < ROUNDS; i++) {
            bundle.stop();
            bundle.start();
            seen.add(settled(real));
            CountDownLatch refreshed = new CountDownLatch(1);
            context.getBundle(0).adapt(FrameworkWiring.class).refreshBundles(Set.of(bundle), e -> {
                if (e.getType() == FrameworkEvent.PACKAGES_REFRESHED) {
                    refreshed.countDown();
                }
            });
            assertTrue(refreshed.await(PATIENCE_MS, TimeUnit.MILLISECONDS));
            seen.add(settled(real));
            bundle.update();
            seen.add(settled(real));
        }
        String expected = real ? "" : "no speech model at " + none;
        assertEquals(java.util.Collections.nCopies(1 + 3 * ROUNDS, expected), seen);
        assertEquals(List.of(), leftovers());

        features.uninstallFeature("ramal-speech-whisper");
        assertEquals(null, find());
    }

    /** Why it cannot serve, once it knows; nothing when it can. */
    private String settled(boolean real) throws Exception {
        ServiceTracker<SttProvider, SttProvider> tracker = new ServiceTracker<>(context, SttProvider.class, null);
        tracker.open();
        try {
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MS);
            while (System.nanoTime() < end) {
                for (SttProvider p : tracker.getServices(new SttProvider[0])) {
                    // a model that knows English only is offered anew when that is known
                    boolean whole = !real || p.info().languages().size() == 1;
                    if (p.info().id().equals("whisper")
                            && p.health().state() != ProviderHealth.State.STARTING
                            && whole) {
                        return p.health().reason();
                    }
                }
                java.util.concurrent.locks.LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
            throw new AssertionError("Whisper does not say how it is");
        } finally {
            tracker.close();
        }
    }

    private Bundle bundle() {
        Bundle found = find();
        if (found == null) {
            throw new AssertionError("there is no " + NAME);
        }
        return found;
    }

    private Bundle find() {
        for (Bundle b : context.getBundles()) {
            if (b.getSymbolicName().equals(NAME)) {
                return b;
            }
        }
        return null;
    }

    private static List<String> leftovers() throws Exception {
        try (var all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return all.map(p -> p.getFileName().toString())
                    .filter(n -> n.startsWith("ramal-whisper-"))
                    .toList();
        }
    }
}
