package io.ramal.itests.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Linux and the JVM's own tool tell of processes. */
final class Machine {
    private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+(\\d+) kB");
    private static final Pattern FILES = Pattern.compile("(?m)^Max open files\\s+\\S+\\s+(\\d+|unlimited)");

    private Machine() {}

    /** Memory of a process that is in RAM, in MB. */
    static double residentMegabytes(long pid) throws IOException {
        Matcher m = RESIDENT.matcher(Files.readString(Path.of("/proc/" + pid + "/status")));
        if (!m.find()) {
            throw new IOException("process " + pid + " has ended");
        }
        return Long.parseLong(m.group(1)) / 1024.0;
    }

    /** The same of all it has started; what they share is counted for each. */
    static double helpersMegabytes(long pid) throws IOException {
        double sum = 0;
        for (ProcessHandle helper : ProcessHandle.of(pid).stream()
                .flatMap(ProcessHandle::descendants)
                .toList()) {
            sum += residentMegabytes(helper.pid());
        }
        return sum;
    }

    /** Has a JVM collect its whole heap. */
    static void collect(long pid) throws IOException, InterruptedException {
        Path own = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process jcmd = new ProcessBuilder(
                        List.of(Files.isExecutable(own) ? own.toString() : "jcmd", Long.toString(pid), "GC.run"))
                .redirectErrorStream(true)
                .start();
        String output = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (jcmd.waitFor() != 0) {
            throw new IOException("jcmd " + pid + " GC.run: " + output.strip());
        }
    }

    /** Files and sockets a process may have open at most: the hard limit, to which a JVM raises itself. */
    static long openFiles() throws IOException {
        Matcher m = FILES.matcher(Files.readString(Path.of("/proc/self/limits")));
        return !m.find() || m.group(1).equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(m.group(1));
    }

    /** Load average of one minute: beyond the number of cores somebody waits. */
    static String load() throws IOException {
        return Files.readString(Path.of("/proc/loadavg")).split(" ")[0];
    }
}
