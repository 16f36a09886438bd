package io.ramal.shell.internal.commands;

import io.ramal.extension.ExtensionState;
import io.ramal.extension.ExtensionStatus;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Pairs by what operators know them by: the AI number, the return number, or {@code id:3} for the key of the row. */
final class ExtensionFinder {
    private static final String ID = "id:";
    private static final int NAMED = 5;

    private ExtensionFinder() {}

    /**
     * The pair meant. An AI number goes before the same return number; where several rows claim one number, the row that
     * is not in error is meant.
     *
     * @throws IllegalArgumentException naming numbers that are like it when there is none, or the ids of several
     */
    static ExtensionStatus one(List<ExtensionStatus> all, String wanted) {
        List<ExtensionStatus> found = Stream.<Predicate<ExtensionStatus>>of(
                        s -> wanted.equals(ID + s.extension().id()),
                        s -> wanted.equals(s.extension().number()),
                        s -> wanted.equals(s.extension().returnNumber()))
                .map(p -> all.stream().filter(p).toList())
                .filter(l -> !l.isEmpty())
                .findFirst()
                .orElseThrow(() -> unknown(all, wanted));
        if (found.size() == 1) {
            return found.get(0);
        }
        List<ExtensionStatus> sound =
                found.stream().filter(s -> s.state() != ExtensionState.ERROR).toList();
        if (sound.size() != 1) {
            throw new IllegalArgumentException(found.size() + " rows have the number " + wanted + "; give one of "
                    + found.stream().map(s -> ID + s.extension().id()).collect(Collectors.joining(", ")));
        }
        return sound.get(0);
    }

    private static IllegalArgumentException unknown(List<ExtensionStatus> all, String wanted) {
        List<String> known =
                all.stream().map(s -> s.extension().number()).distinct().toList();
        if (known.isEmpty()) {
            return new IllegalArgumentException("there is no extension " + wanted + ", nor any other");
        }
        String like = known.stream()
                .sorted(Comparator.comparingInt((String n) -> distance(n, wanted)))
                .limit(NAMED)
                .sorted()
                .collect(Collectors.joining(", "));
        return new IllegalArgumentException("there is no extension " + wanted + "; "
                + (known.size() <= NAMED ? "known: " + like : "like it: " + like + "; ramal:list shows all"));
    }

    /** Keys to press to make one number of the other (Levenshtein). */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(above, row[j - 1]) + 1);
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
