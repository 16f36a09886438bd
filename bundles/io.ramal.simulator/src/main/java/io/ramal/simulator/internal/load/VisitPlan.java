package io.ramal.simulator.internal.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What happens in one visit, all of it drawn from a seed: the same seed, the same visits.
 *
 * @param id the call's UUID
 * @param apartment what the visitor keys in
 * @param number what is to be rung for it, and nothing else
 * @param keys the visitor's, timed from the agent's first sound
 * @param rings what the resident's phone does at each attempt
 * @param resident what the resident does
 * @param visitorLoss when the visitor's leg is lost, timed from its connection
 * @param residentLoss when the resident's leg is lost, timed from its connection
 * @param together whether the visitor's leg is lost at the same moment as the resident's
 */
record VisitPlan(
        UUID id,
        String apartment,
        String number,
        List<Key> keys,
        List<Ring> rings,
        Resident resident,
        @Nullable Loss visitorLoss,
        @Nullable Loss residentLoss,
        boolean together) {
    static final char YES = '1';
    static final char NO = '2';

    /** By then a resident has heard who is there, also on a busy machine. */
    private static final int TOLD_MS = 7_000;

    private static final char UNCLEAR = '5';
    private static final int FIRST_APARTMENT = 101;
    private static final int FIRST_NUMBER = 2_000_000;

    /** The longest usual visit, and the longest usual talk with a resident: a loss comes anywhere in them. */
    private static final int VISIT_MS = 30_000;

    private static final int TALK_MS = 12_000;

    /** What a phone does that is rung. */
    enum Fate {
        ANSWERS,
        BUSY,
        NO_ANSWER,
        REJECTS,
        FAILS
    }

    /** What a resident does who has picked up. */
    enum Answer {
        YES,
        NO,
        UNCLEAR_THEN_YES,
        UNCLEAR,
        SILENT,
        HANGS_UP
    }

    record Key(int atMillis, char key) {}

    /** @param afterMillis when it does it; {@link Fate#NO_ANSWER} takes as long as it may ring */
    record Ring(Fate fate, int afterMillis) {}

    /**
     * @param keys timed from the agent's first sound
     * @param hangupMillis the same, 0 for staying on
     */
    record Resident(Answer answer, List<Key> keys, int hangupMillis) {}

    /** @param reset broken off instead of hung up */
    record Loss(int atMillis, boolean reset) {}

    VisitPlan {
        keys = List.copyOf(keys);
        rings = List.copyOf(rings);
    }

    static List<VisitPlan> of(int visits, long seed) {
        Random random = new Random(seed);
        List<VisitPlan> plans = new ArrayList<>();
        for (int i = 0; i < visits; i++) {
            plans.add(one(i, random));
        }
        return plans;
    }

    /** The directory in which these visits' apartments are, as {@code data/apartamentos.json} has it. */
    static String directory(int visits) {
        StringBuilder json = new StringBuilder("[");
        for (int i = 0; i < visits; i++) {
            json.append(i == 0 ? "\n" : ",\n")
                    .append("{\"apartment_number\":\"")
                    .append(FIRST_APARTMENT + i)
                    .append("\",\"residents\":[\"Helena Figueira\"],\"voip_number\":\"")
                    .append(FIRST_NUMBER + i)
                    .append("\"}");
        }
        return json.append("\n]\n").toString();
    }

    private static VisitPlan one(int index, Random random) {
        UUID id = new UUID(random.nextLong(), random.nextLong());
        String apartment = Integer.toString(FIRST_APARTMENT + index);
        List<Key> keys = visitor(apartment, random);
        List<Ring> rings = List.of(ring(random, 70), ring(random, 60));
        Resident resident = resident(random);
        boolean together = percent(random, 8);
        Loss visitor = together || !percent(random, 18) ? null : loss(random, VISIT_MS);
        Loss residents = together || percent(random, 18) ? loss(random, TALK_MS) : null;
        return new VisitPlan(
                id,
                apartment,
                Integer.toString(FIRST_NUMBER + index),
                keys,
                rings,
                resident,
                visitor,
                residents,
                together);
    }

    /** Why, which apartment, and yes, that one. */
    private static List<Key> visitor(String apartment, Random random) {
        List<Key> keys = new ArrayList<>();
        int at = between(random, 500, 4000);
        keys.add(new Key(at, (char) ('1' + random.nextInt(3))));
        at += between(random, 700, 3000);
        for (char digit : (apartment + "#").toCharArray()) {
            keys.add(new Key(at, digit));
            at += between(random, 200, 450);
        }
        keys.add(new Key(at + between(random, 700, 3500), '1'));
        return keys;
    }

    private static Ring ring(Random random, int answers) {
        int draw = random.nextInt(100);
        int after = between(random, 500, 3000);
        if (draw < answers) {
            return new Ring(Fate.ANSWERS, after);
        }
        int rest = (draw - answers) * 4 / (100 - answers);
        return new Ring(Fate.values()[1 + rest], after);
    }

    private static Resident resident(Random random) {
        int draw = random.nextInt(100);
        // a yes counts once it was told who is there
        int first = between(random, TOLD_MS, 12_000);
        int pause = between(random, 2500, 4500);
        if (draw < 40) {
            return new Resident(Answer.YES, List.of(new Key(first, YES)), 0);
        } else if (draw < 60) {
            return new Resident(Answer.NO, List.of(new Key(first, NO)), 0);
        } else if (draw < 70) {
            List<Key> keys = List.of(new Key(first, UNCLEAR), new Key(first + pause, YES));
            return new Resident(Answer.UNCLEAR_THEN_YES, keys, 0);
        } else if (draw < 78) {
            List<Key> keys = List.of(
                    new Key(first, UNCLEAR), new Key(first + pause, UNCLEAR), new Key(first + 2 * pause, UNCLEAR));
            return new Resident(Answer.UNCLEAR, keys, 0);
        } else if (draw < 86) {
            return new Resident(Answer.SILENT, List.of(), 0);
        }
        return new Resident(Answer.HANGS_UP, List.of(), first);
    }

    private static Loss loss(Random random, int within) {
        return new Loss(between(random, 100, within), random.nextBoolean());
    }

    private static boolean percent(Random random, int share) {
        return random.nextInt(100) < share;
    }

    private static int between(Random random, int from, int to) {
        return from + random.nextInt(to - from);
    }
}
