package io.ramal.simulator.internal.load;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the generator of visits is asked to do.
 *
 * @param port where visitors call
 * @param returnPort where residents come in who have picked up
 * @param managerPort where the server finds the manager interface, 0 for any free one
 * @param password of the manager interface's user
 * @param visits at once, one round for each number
 * @param seed of the first round; each of the next has the number that follows
 * @param ramp new visitors per second
 * @param limit seconds of one round
 * @param directory where to write the directory of apartments, null for nowhere
 */
record VisitsOptions(
        String host,
        int port,
        int returnPort,
        int managerPort,
        String password,
        List<Integer> visits,
        int seed,
        int ramp,
        int limit,
        @Nullable Path directory) {
    static final String HELP = """
            Ramal visit generator: many visits at once, visitors, residents and the manager interface that rings them, with
            legs that are lost; everything that happens is drawn from a seed.

              --host NAME           server (127.0.0.1)
              --port N              its AudioSocket port for visitors (8080)
              --return-port N       the same for residents (8081)
              --ami-port N          where this listens as Asterisk's manager interface; 0 is any free port (0)
              --ami-password WORD   of its user (load)
              --visits A,B,...      visits at once, one round for each number (100)
              --seed N              of the first round; the next ones count on (1)
              --ramp N[/s]          new visitors per second (50)
              --limit N             seconds after which a round is broken off (120)
              --directory FILE      writes the directory of apartments that the server needs

            Prints "ready PORT", then waits for a line before each round. A round prints a line for each visit:

              visit  UUID  OUTCOMES  permitted|-  over|open  STORY

            separated by tabs. OUTCOMES are those the server may come to, separated by commas, "absent" being one of a leg
            that was broken off at once; permitted: the resident has pressed the key for yes. A line "fault UUID TEXT" says
            what the server did wrong whatever the outcome. Then come the figures, and "end".
            """;

    /** @throws IllegalArgumentException with a sentence for the one who typed it */
    static VisitsOptions parse(String[] args) {
        Arguments a = new Arguments(args, Set.of());
        VisitsOptions options = new VisitsOptions(
                a.text("--host", "127.0.0.1"),
                a.number("--port", 8080, 1, 65535),
                a.number("--return-port", 8081, 1, 65535),
                a.number("--ami-port", 0, 0, 65535),
                a.text("--ami-password", "load"),
                a.numbers("--visits", "100"),
                a.number("--seed", 1, 0, Integer.MAX_VALUE - 1000),
                a.rate("--ramp", 50),
                a.number("--limit", 120, 1, 3600),
                a.path("--directory"));
        a.end();
        return options;
    }
}
