package io.ramal.simulator.internal.load;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** The load generator's command line: {@code java -cp api:dsp:simulator …LoadMain --help}. */
public final class LoadMain {
    private static final int OK = 0;
    private static final int FAILED = 1;
    private static final int USAGE = 2;

    private LoadMain() {}

    public static void main(String[] args) throws InterruptedException {
        System.exit(run(args, System.out, System.err));
    }

    /** @return the process's exit code */
    static int run(String[] args, PrintStream out, PrintStream err) throws InterruptedException {
        if (List.of(args).contains("--help")) {
            out.print(LoadOptions.HELP);
            return OK;
        }
        LoadOptions options;
        try {
            options = LoadOptions.parse(args);
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            return USAGE;
        }
        try {
            List<String> json = new ArrayList<>();
            boolean whole = true;
            for (int calls : options.calls()) {
                out.println(calls + (calls == 1 ? " call" : " calls") + " to " + options.host() + ":" + options.port());
                LoadResult result = new LoadRun(options, calls).run();
                out.print(result.text());
                json.add(result.json());
                whole &= result.figures().getOrDefault("calls.broken", 0).longValue() == 0;
            }
            if (options.json() != null) {
                Files.writeString(options.json(), "[" + String.join(",\n", json) + "]\n");
            }
            return whole ? OK : FAILED;
        } catch (IOException e) {
            err.println("load run failed: " + e.getMessage());
            return FAILED;
        }
    }
}
