package io.ramal.provider;

/** What a provider does for a call. */
public enum ProviderRole {
    VAD,
    STT,
    TTS,
    AI,
    DIAL
}
