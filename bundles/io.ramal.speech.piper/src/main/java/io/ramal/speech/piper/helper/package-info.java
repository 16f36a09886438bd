/**
 * The helper process: the only place where Piper, with eSpeak NG in it (GPL-3.0-or-later), is loaded. Started by the
 * server as a process of its own; these classes are not on the server's class path.
 */
@org.jspecify.annotations.NullMarked
package io.ramal.speech.piper.helper;
