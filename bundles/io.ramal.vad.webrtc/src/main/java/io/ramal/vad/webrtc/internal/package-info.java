/**
 * The detector of the WebRTC project, written anew in Java after its published fixed-point arithmetic (BSD licence, see
 * META-INF/NOTICE), and equal to it bit by bit at 8 kHz.
 *
 * <p>A frame is split into six bands ({@code FilterBank}); each band's energy is compared with a model of noise and one
 * of speech that learn as they go ({@code Mixtures}); a vote and a hangover make the verdict ({@code Detector}).
 * Numbers are 16-bit integers with an implied binary point, named Qn for n bits behind it; every narrowing cast is part
 * of the algorithm.
 */
@org.jspecify.annotations.NullMarked
package io.ramal.vad.webrtc.internal;
