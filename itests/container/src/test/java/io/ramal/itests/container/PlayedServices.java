package io.ramal.itests.container;

import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.editConfigurationFilePut;

import io.ramal.emulators.azure.AzureEmulator;
import java.io.IOException;
import org.ops4j.pax.exam.Option;

/** Azure's speech service, played beside the container until this process ends, and the settings by which it is found. */
final class PlayedServices {
    /** What callers are understood to say, over and over. */
    private static final String SCENARIO = "text=é uma visita|é uma entrega";

    private PlayedServices() {}

    static Option[] start() throws IOException {
        AzureEmulator azure = AzureEmulator.start();
        azure.scenario(SCENARIO);
        String pid = "etc/io.ramal.speech.azure.cfg";
        return new Option[] {
            editConfigurationFilePut(pid, "host", "ws://127.0.0.1:" + azure.port()),
            editConfigurationFilePut(pid, ".key", "played"),
        };
    }
}
