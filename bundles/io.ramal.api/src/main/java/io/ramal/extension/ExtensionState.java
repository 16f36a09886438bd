package io.ramal.extension;

/** How a pair of extensions fares. */
public enum ExtensionState {
    /** Its ports are open. */
    ACTIVE("ativo"),
    /** It was stopped on purpose. */
    STOPPED("parado"),
    /** It could not be opened; the status tells why. */
    ERROR("erro");

    private final String label;

    ExtensionState(String label) {
        this.label = label;
    }

    /** The word of the HTTP API. */
    public String label() {
        return label;
    }
}
