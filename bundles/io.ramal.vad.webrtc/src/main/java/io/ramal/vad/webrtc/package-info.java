/** Speech or not: the WebRTC detector. */
@org.jspecify.annotations.NullMarked
package io.ramal.vad.webrtc;
