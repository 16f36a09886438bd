package io.ramal.doorman.internal.directory;

import java.util.ArrayList;
import java.util.List;

/**
 * A person's name without titles and particles. Never in a log: {@link #toString} tells nothing. Immutable.
 */
final class PersonName {
    /**
     * A word of a name.
     *
     * @param sound as {@link Sounds} makes it
     * @param common whether many people are called so
     */
    record Word(String sound, boolean common) {}

    private final List<Word> words;
    private final String written;
    private final List<String> joined = new ArrayList<>();

    /** @param written as somebody has written it; two names that sound alike are equal however they are written */
    PersonName(List<Word> words, String written) {
        this.words = List.copyOf(words);
        this.written = written;
        String all = "";
        for (Word word : words) {
            // where two equal letters meet one is heard
            boolean same = !all.isEmpty()
                    && all.charAt(all.length() - 1) == word.sound().charAt(0);
            all += word.sound().substring(same ? 1 : 0);
            joined.add(all);
        }
    }

    List<Word> words() {
        return words;
    }

    /** As somebody has written it. Personal data. */
    String written() {
        return written;
    }

    boolean isEmpty() {
        return words.isEmpty();
    }

    /** Whether all its words run together are the first of the other's: "Rosa Angela", "anapaula". */
    boolean joinedBegins(PersonName other) {
        return !joined.isEmpty() && other.joined.contains(joined.get(joined.size() - 1));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PersonName name && words.equals(name.words);
    }

    @Override
    public int hashCode() {
        return words.hashCode();
    }

    @Override
    public String toString() {
        return words.size() + " words";
    }
}
