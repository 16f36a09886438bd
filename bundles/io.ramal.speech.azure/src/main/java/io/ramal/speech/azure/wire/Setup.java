package io.ramal.speech.azure.wire;

/**
 * What the helper is told first, and once: where the service is, and how engines are made. Texts that do not apply are
 * empty.
 *
 * @param key never logged; may be empty with a host
 * @param region one of region, endpoint and hosts is set
 * @param sttHost of a container
 * @param ttsHost of a container
 * @param proxyPassword never logged
 * @param endpointId custom model
 * @param segmentationMillis silence after which a phrase is told
 * @param stable how often a word must have been understood the same to be told early
 * @param soundMillis the SDK's own limit for the first and for the next sound
 */
public record Setup(
        String key,
        String region,
        String endpoint,
        String sttHost,
        String ttsHost,
        String proxyHost,
        int proxyPort,
        String proxyUser,
        String proxyPassword,
        String endpointId,
        int segmentationMillis,
        int stable,
        int soundMillis)
        implements Command {
    /** Without what is secret. */
    @Override
    public String toString() {
        return "Setup[" + region + endpoint + sttHost + "]";
    }
}
