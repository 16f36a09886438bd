package io.ramal.extension;

/** How the database of extensions fares. */
public enum DatabaseState {
    /** None is configured. */
    NONE("nenhum"),
    /** It is configured and has not been reached yet. */
    CONNECTING("conectando"),
    /** It answered the last time it was asked. */
    UP("ativo"),
    /** It did not answer the last time it was asked; it is asked again until it does. */
    DOWN("inativo");

    private final String label;

    DatabaseState(String label) {
        this.label = label;
    }

    /** The word of the HTTP API. */
    public String label() {
        return label;
    }
}
