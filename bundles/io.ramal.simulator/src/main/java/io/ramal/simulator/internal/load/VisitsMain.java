package io.ramal.simulator.internal.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Collections;
import java.util.List;

/** The visit generator's command line: {@code java -cp api:dsp:simulator …VisitsMain --help}. */
public final class VisitsMain {
    private static final int OK = 0;
    private static final int FAILED = 1;
    private static final int USAGE = 2;

    private VisitsMain() {}

    public static void main(String[] args) {
        System.exit(run(args, System.in, System.out, System.err));
    }

    /** @return the process's exit code */
    static int run(String[] args, InputStream in, PrintStream out, PrintStream err) {
        if (List.of(args).contains("--help")) {
            out.print(VisitsOptions.HELP);
            return OK;
        }
        VisitsOptions options;
        try {
            options = VisitsOptions.parse(args);
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            return USAGE;
        }
        try (ManagerServer manager = new ManagerServer(options.managerPort(), options.password())) {
            if (options.directory() != null) {
                Files.writeString(options.directory(), VisitPlan.directory(Collections.max(options.visits())));
            }
            manager.start();
            out.println("ready " + manager.port());
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (int round = 0; round < options.visits().size() && lines.readLine() != null; round++) {
                new VisitsRun(options, manager, options.visits().get(round), options.seed() + round).run(out);
                out.println("end");
            }
            return OK;
        } catch (IOException e) {
            err.println("visits failed: " + e.getMessage());
            return FAILED;
        }
    }
}
