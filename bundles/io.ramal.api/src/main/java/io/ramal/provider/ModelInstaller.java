package io.ramal.provider;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Fetches the data an engine needs (a speech model, a voice) into the data folder. One service per engine that needs
 * any; blocking, for shells and scripts, never for the audio path.
 */
@ConsumerType
public interface ModelInstaller {
    /** Id of the provider the models are for, such as {@code vosk}. */
    String provider();

    /** Names that may be given instead of an address. */
    List<Model> known();

    /**
     * Downloads, checks, unpacks and activates a model. An interrupted download is resumed by the next call.
     *
     * @param nameOrUrl a name of {@link #known()} or an http(s)/file address of an archive
     * @param sha256 expected checksum in hex, or empty to use the known one or none
     * @param progress told about twice a second
     * @return the folder of the installed model, for people
     * @throws IOException with a sentence an operator can act on
     */
    String install(String nameOrUrl, String sha256, Consumer<Progress> progress) throws IOException;

    /**
     * A model that can be asked for by name.
     *
     * @param name what to type
     * @param url where it is published
     * @param sha256 checksum in hex, empty when its publisher gives none
     * @param description language, size, licence
     */
    record Model(String name, String url, String sha256, String description) {}

    /**
     * How far an installation is.
     *
     * @param step what is being done, such as {@code download}, {@code verify}, {@code unpack}
     * @param done bytes done in this step
     * @param total bytes of this step, -1 when unknown
     */
    record Progress(String step, long done, long total) {}
}
