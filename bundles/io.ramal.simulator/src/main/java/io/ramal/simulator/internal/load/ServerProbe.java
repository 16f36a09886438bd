package io.ramal.simulator.internal.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a process of this machine uses; Linux only. */
final class ServerProbe {
    /** {@code USER_HZ}, in which Linux tells CPU time to user space on every architecture it runs Java on. */
    private static final int TICKS_PER_SECOND = 100;
    /** Fields after the command's closing bracket, see proc(5): 14 is utime, 15 stime, and 3 comes first. */
    private static final int UTIME = 11;
    /** cutime, of children that have ended; cstime follows. */
    private static final int CUTIME = 13;

    /** Of a generation of the serial, parallel and G1 collectors, or of Shenandoah's heap. */
    private static final Pattern USED = Pattern.compile("total \\d+K, used (\\d+)(K)|committed, (\\d+)([BKMG]) used");

    private static final int JCMD_SECONDS = 60;

    private ServerProbe() {}

    /** CPU time used by a process so far, in ms. */
    static long cpuMillis(long pid) throws IOException {
        return cpuMillis(Files.readString(Path.of("/proc/" + pid + "/stat")));
    }

    /** CPU time used by this process so far, in ms. */
    static long ownCpuMillis() throws IOException {
        return cpuMillis(Files.readString(Path.of("/proc/self/stat")));
    }

    static long cpuMillis(String stat) {
        return cpuMillis(stat, UTIME);
    }

    private static long cpuMillis(String stat, int field) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[field]) + Long.parseLong(fields[field + 1])) * 1000 / TICKS_PER_SECOND;
    }

    /** CPU time used so far by what a process has started, with what of it has ended, in ms. */
    static long helpersCpuMillis(long pid) throws IOException {
        long sum = cpuMillis(Files.readString(Path.of("/proc/" + pid + "/stat")), CUTIME);
        List<ProcessHandle> helpers = ProcessHandle.of(pid).stream()
                .flatMap(ProcessHandle::descendants)
                .toList();
        for (ProcessHandle helper : helpers) {
            try {
                sum += cpuMillis(helper.pid());
            } catch (NoSuchFileException e) {
                // it has ended just now
            }
        }
        return sum;
    }

    /** Bytes of live heap of a JVM, collected first. Blocks for a moment. */
    static long liveHeap(long pid) throws IOException, InterruptedException {
        jcmd(pid, "GC.run");
        return usedHeap(jcmd(pid, "GC.heap_info"));
    }

    /**
     * Bytes of what a heap uses, by its generations where it has some; metaspace does not count.
     *
     * @throws IOException when nothing tells it: a collector whose words are not known here
     */
    static long usedHeap(String heapInfo) throws IOException {
        long sum = 0;
        Matcher m = USED.matcher(heapInfo);
        if (!m.find()) {
            throw new IOException("jcmd GC.heap_info of a collector that is not known: " + heapInfo.strip());
        }
        do {
            boolean whole = m.group(1) == null;
            int unit = "BKMG".indexOf(m.group(whole ? 4 : 2));
            sum += Long.parseLong(m.group(whole ? 3 : 1)) << 10 * unit;
        } while (m.find());
        return sum;
    }

    private static String jcmd(long pid, String command) throws IOException, InterruptedException {
        Path own = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        String jcmd = Files.isExecutable(own) ? own.toString() : "jcmd";
        Process process = new ProcessBuilder(List.of(jcmd, Long.toString(pid), command))
                .redirectErrorStream(true)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(JCMD_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException("jcmd " + pid + " " + command + " failed: " + out.strip());
        }
        return out;
    }
}
