package io.ramal.simulator.internal.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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

    private static final Pattern USED = Pattern.compile("total (\\d+)K, used (\\d+)K");
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
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[UTIME]) + Long.parseLong(fields[UTIME + 1])) * 1000 / TICKS_PER_SECOND;
    }

    /** Bytes of live heap of a JVM, collected first. Blocks for a moment. */
    static long liveHeap(long pid) throws IOException, InterruptedException {
        jcmd(pid, "GC.run");
        return usedHeap(jcmd(pid, "GC.heap_info"));
    }

    /** Sum of what the generations of a heap use; metaspace has no "total" and does not count. */
    static long usedHeap(String heapInfo) {
        long sum = 0;
        Matcher m = USED.matcher(heapInfo);
        while (m.find()) {
            sum += Long.parseLong(m.group(2)) * 1024;
        }
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
