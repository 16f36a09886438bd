package io.ramal.itests.container;

import io.ramal.provider.ProviderChoices;
import io.ramal.provider.ProviderRole;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.karaf.features.FeaturesService;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.wiring.BundleWiring;

/** What an operator may do to providers, done to them in a random order; each move leaves as many providers as it found. */
final class Swaps {
    /** A bundle of providers. */
    record Target(String bundle, String feature, boolean onDemand, Map<ProviderRole, String> ids) {}

    /** What is done to it. */
    enum Move {
        STOP_START,
        UPDATE,
        REINSTALL,
        /** Uninstalls its feature and installs it again; only of features no other needs. */
        FEATURE,
        /** Operators choose it for all, and then anybody. */
        CHOICE
    }

    private record Step(Target target, Move move) {}

    private final BundleContext context;
    private final FeaturesService features;
    private final ProviderChoices choices;
    private final List<Step> steps = new ArrayList<>();
    private final Map<String, Integer> done = new TreeMap<>();
    private final List<WeakReference<ClassLoader>> left = new ArrayList<>();

    /** @param count moves in all: as often as possible every move for every target */
    Swaps(
            BundleContext context,
            FeaturesService features,
            ProviderChoices choices,
            List<Target> targets,
            int count,
            long seed) {
        this.context = context;
        this.features = features;
        this.choices = choices;
        Random random = new Random(seed);
        while (steps.size() < count) {
            List<Step> round = new ArrayList<>();
            for (Target target : targets) {
                Arrays.stream(Move.values())
                        .filter(m -> m != Move.FEATURE || target.onDemand())
                        .filter(m -> m != Move.CHOICE || !target.ids().isEmpty())
                        .forEach(m -> round.add(new Step(target, m)));
            }
            Collections.shuffle(round, random);
            steps.addAll(round);
        }
        steps.subList(count, steps.size()).clear();
    }

    int size() {
        return steps.size();
    }

    /** Makes one move, and tells what it was. */
    String make(int index) throws Exception {
        Step step = steps.get(index);
        Target target = step.target();
        switch (step.move()) {
            case STOP_START -> {
                bundle(target).stop();
                bundle(target).start();
            }
            case UPDATE -> {
                leaves(bundle(target));
                bundle(target).update();
            }
            case REINSTALL -> reinstall(bundle(target));
            case FEATURE -> {
                leaves(bundle(target));
                features.uninstallFeature(target.feature());
                features.installFeature(target.feature());
            }
            case CHOICE -> {
                choices.use(ProviderChoices.ALL, target.ids());
                Map<ProviderRole, String> nobody = new TreeMap<>(target.ids());
                nobody.replaceAll((role, id) -> "");
                choices.use(ProviderChoices.ALL, nobody);
            }
        }
        String what = target.bundle() + " " + step.move();
        done.merge(what, 1, Integer::sum);
        return what;
    }

    private void reinstall(Bundle bundle) throws BundleException {
        leaves(bundle);
        String location = bundle.getLocation();
        int level = bundle.adapt(BundleStartLevel.class).getStartLevel();
        bundle.uninstall();
        Bundle again = context.installBundle(location);
        again.adapt(BundleStartLevel.class).setStartLevel(level);
        again.start();
    }

    /** Class loaders of bundles that were exchanged and are not collected. */
    List<String> leaks() {
        return left.stream()
                .map(WeakReference::get)
                .filter(l -> l != null)
                .map(Object::toString)
                .toList();
    }

    /** How often what was done. */
    Map<String, Integer> done() {
        return done;
    }

    private void leaves(Bundle bundle) {
        left.add(new WeakReference<>(bundle.adapt(BundleWiring.class).getClassLoader()));
    }

    private Bundle bundle(Target target) {
        return Arrays.stream(context.getBundles())
                .filter(b -> target.bundle().equals(b.getSymbolicName()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(target.bundle() + " is not installed"));
    }
}
