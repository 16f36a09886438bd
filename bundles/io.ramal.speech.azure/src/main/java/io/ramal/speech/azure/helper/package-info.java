/**
 * What runs in the helper process: Microsoft's SDK, and who drives it by what comes on the pipe. Packed into {@code
 * helper.jar}; the server never loads it.
 */
@org.jspecify.annotations.NullMarked
package io.ramal.speech.azure.helper;
