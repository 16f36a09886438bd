package io.ramal.extension;

import java.io.IOException;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Steers the pairs of extensions. Methods block until their effect is there, some on the database, whose time-outs bound
 * them: never for the audio path. Calls that are up on a pair run to their end on the settings they began with, unless
 * they are ended by force: then they hear a goodbye.
 */
@ProviderType
public interface ExtensionControl {
    /**
     * Reads the configuration anew and applies the difference.
     *
     * @throws IOException naming the reason when the database cannot be read: nothing has changed
     */
    RefreshResult refresh() throws IOException;

    /**
     * What the table holds now, without applying it, in the order of its ids; a port of 0 means that the row holds none
     * that can be used.
     *
     * @throws IOException naming the reason when there is no database or it cannot be read
     */
    List<Extension> stored() throws IOException;

    /**
     * Closes the ports of a pair and opens them again, also those of a stopped one.
     *
     * @param force whether its calls are ended
     * @return false when there is no pair with this id
     */
    boolean restart(int id, boolean force);

    /**
     * Closes the ports of a pair until it is started or restarted, or the server is.
     *
     * @param force whether its calls are ended
     * @return false when there is no pair with this id
     */
    boolean stop(int id, boolean force);

    /**
     * Opens the ports of a stopped pair; one that runs is left alone.
     *
     * @return false when there is no pair with this id
     */
    boolean start(int id);
}
