package io.ramal.doorman.internal;

import io.ramal.conversation.Resident;
import io.ramal.conversation.VisitData;
import io.ramal.doorman.internal.directory.Directory;
import io.ramal.doorman.internal.directory.Lookup;
import io.ramal.doorman.internal.talk.Mouth;
import io.ramal.doorman.internal.talk.Sentences;
import io.ramal.text.Apartments;
import org.jspecify.annotations.Nullable;

/**
 * Looks up whom a visitor means and has them called, or tells what to ask instead. One for the whole call, however it is
 * held: what went wrong counts on, so that nobody is asked for ever. Nothing of the directory is told but the blocks of
 * a number that the visitor has told.
 */
final class Switchboard {
    private final Mouth mouth;
    private final Sentences sentences;
    private final Directory directory;
    private final Apartments language;
    private final int condominium;
    private final int asksMax;
    private final Runnable calling;

    private @Nullable Choice choice;
    private int misses;
    private int doubts;

    /**
     * @param language in which the visitor speaks
     * @param calling told once, just before the resident's call is asked for
     */
    Switchboard(
            Mouth mouth,
            Sentences sentences,
            Directory directory,
            Apartments language,
            int condominium,
            int asksMax,
            Runnable calling) {
        this.mouth = mouth;
        this.sentences = sentences;
        this.directory = directory;
        this.language = language;
        this.condominium = condominium;
        this.asksMax = asksMax;
        this.calling = calling;
    }

    /**
     * All is known: has the resident called or ends the call.
     *
     * @param message what to say first if somebody is called, blank for nothing
     * @return the question that is open instead, not said yet; null when the conversation goes on elsewhere
     */
    @Nullable
    String connect(long turn, VisitData data, String message) {
        choice = null;
        Lookup found = directory.find(condominium, data);
        if (found instanceof Lookup.Found one) {
            call(turn, data, message, one.resident());
            return null;
        }
        if (found instanceof Lookup.Ambiguous several) {
            return which(turn, data, several);
        }
        if (found instanceof Lookup.NoSuchApartment) {
            return again(turn, data.withApartment(""), "lookup.apartment");
        }
        if (found instanceof Lookup.NoSuchResident) {
            // which of the two is wrong nobody knows, and one kept wrong would have somebody else called
            return again(turn, data.withApartment("").withResidentName(""), "lookup.resident");
        }
        mouth.learned(data, false);
        mouth.handOver(turn, sentences.get("lookup.uncallable"));
        return null;
    }

    private void call(long turn, VisitData data, String message, Resident resident) {
        mouth.learned(data.withApartment(resident.apartment()), true);
        if (!message.isBlank()) {
            mouth.say(turn, message);
        }
        mouth.say(turn, sentences.get("calling"));
        // before anybody is called: the result may come at once
        calling.run();
        mouth.call(resident);
    }

    private @Nullable String which(long turn, VisitData data, Lookup.Ambiguous several) {
        doubts++;
        if (doubts > asksMax) {
            mouth.learned(data, false);
            return failed(turn);
        }
        Choice open = new Choice(language, data.apartment(), several.apartments());
        // a number that has to be told again must not stand in the way of the new one
        mouth.learned(data.withApartment(open.apartment()), false);
        choice = open;
        return open.question(sentences);
    }

    private @Nullable String again(long turn, VisitData without, String question) {
        mouth.learned(without, false);
        misses++;
        return misses >= asksMax ? failed(turn) : sentences.get(question);
    }

    private @Nullable String failed(long turn) {
        mouth.handOver(turn, sentences.get("lookup.failed"));
        return null;
    }

    /** What was asked about last, if it was which of several apartments. */
    @Nullable
    Choice choice() {
        Choice open = choice;
        return open != null && open.isAbout(mouth.known().apartment()) ? open : null;
    }
}
