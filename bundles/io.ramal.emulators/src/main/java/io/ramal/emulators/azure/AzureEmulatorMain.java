package io.ramal.emulators.azure;

import java.util.concurrent.CountDownLatch;

/** Runs an emulator as a process of its own: {@code [port [scenario]]}; it ends with the process. */
public final class AzureEmulatorMain {
    private AzureEmulatorMain() {}

    /**
     * Prints where it listens, then serves for ever.
     *
     * @param args port (0 or none: the system chooses) and a {@link Scenario} for every connection
     */
    public static void main(String[] args) throws Exception {
        try (AzureEmulator emulator = AzureEmulator.start(args.length > 0 ? Integer.parseInt(args[0]) : 0)) {
            if (args.length > 1) {
                emulator.scenario(args[1]);
            }
            System.out.println(emulator.uri());
            new CountDownLatch(1).await();
        }
    }
}
