package io.ramal.doorman.internal.resident;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a resident has been told: whether it is known who is there, whether the question has sounded, and what of all that
 * may come back as an echo. Times are those of the leg's ticks.
 */
final class Telling {
    /** A question that has sounded for less is not what somebody answers. */
    private static final long REACTION = 300_000_000L;
    /** So long after it was said something may still be on its way back; generous, lines take less than one. */
    private static final long ECHO = 3_000_000_000L;
    /** Sentences within that time. */
    private static final int KEPT = 8;
    /** More of an utterance than this among ours makes it an echo: an engine hears a distant voice wrong here and there. */
    private static final double MOSTLY = 0.5;

    private static final class Sounded {
        final String text;
        boolean over;
        long end;

        Sounded(String text) {
            this.text = text;
        }
    }

    private final String who;
    private final String question;
    private final List<String> coming = new ArrayList<>();
    private final Set<String> told = new HashSet<>();
    private final Deque<Sounded> sounded = new ArrayDeque<>();
    private boolean begun;
    private long begunAt;
    private int doubts;
    private int sounding = -1;
    private int played = -1;

    /**
     * @param who tells who is at the gate
     * @param question asks whether to let them in
     */
    Telling(String who, String question) {
        this.who = who;
        this.question = question;
    }

    /** We want this said. */
    void wanted(String text) {
        coming.add(text);
    }

    void saying(String text, long now) {
        coming.remove(text);
        sounded.addLast(new Sounded(text));
        if (sounded.size() > KEPT) {
            sounded.removeFirst();
        }
        if (text.equals(question) && introduced()) {
            sounding = doubts;
            if (!begun) {
                begun = true;
                begunAt = now;
            }
        }
    }

    void said(String text, boolean complete, long now) {
        Sounded last = sounded.peekLast();
        boolean had = last != null && !last.over && last.text.equals(text);
        if (had) {
            last.over = true;
            last.end = now;
        } else {
            coming.remove(text);
        }
        if (had && complete) {
            told.add(text);
            if (text.equals(question)) {
                played = Math.max(played, sounding);
            }
        }
    }

    /** Nothing sounds and nothing will. */
    void quiet() {
        coming.clear();
    }

    /** Whether it has been said to its end. */
    boolean told(String text) {
        return told.contains(text);
    }

    boolean introduced() {
        return told(who);
    }

    /** The question has begun to sound, behind who is there. */
    boolean begun() {
        return begun;
    }

    /** Whether who begins to speak now may be answering the question. */
    boolean asked(long now) {
        return begun && now - begunAt >= REACTION;
    }

    /** Whether the question is still to be said. */
    boolean willAsk() {
        return coming.contains(question);
    }

    /** Something unclear was said: only an answer to the question said once more is free of it. */
    void doubted() {
        doubts++;
    }

    /** How many doubts there have been. */
    int doubts() {
        return doubts;
    }

    /** How many doubts there had been when the question began that was last said to its end; -1 for none. */
    int played() {
        return played;
    }

    /** Whether this may be what we have said since shortly before {@code since}. */
    boolean echo(String text, long since) {
        List<String> heard = Sound.words(text);
        List<String> ours = new ArrayList<>();
        for (Sounded s : sounded) {
            if (!s.over || s.end >= since - ECHO) {
                ours.addAll(Sound.words(s.text));
            }
        }
        return inOrder(heard, ours) > MOSTLY * heard.size();
    }

    /** How many words of one are, in the same order, among the other. */
    private static int inOrder(List<String> heard, List<String> ours) {
        int[] row = new int[ours.size() + 1];
        for (String word : heard) {
            int diagonal = 0;
            for (int j = 1; j <= ours.size(); j++) {
                int above = row[j];
                row[j] = Sound.alike(word, ours.get(j - 1)) ? diagonal + 1 : Math.max(above, row[j - 1]);
                diagonal = above;
            }
        }
        return row[ours.size()];
    }
}
