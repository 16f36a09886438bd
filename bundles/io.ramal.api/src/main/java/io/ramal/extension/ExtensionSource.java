package io.ramal.extension;

/** Where the running configuration came from. */
public enum ExtensionSource {
    DATABASE,
    FILE,
    /** Nothing is configured: the single pair 1000/1001 on ports 8080/8081. */
    COMPATIBILITY
}
