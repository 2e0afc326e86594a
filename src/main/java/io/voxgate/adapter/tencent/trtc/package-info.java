/**
 * Tencent TRTC conversational AI, API version 2019-07-22: StartAIConversation, StopAIConversation,
 * DescribeAIConversation, UpdateAIConversation, ControlAIConversation, and the server callbacks of event group 9.
 *
 * <p>Documents: the pages of StartAIConversation and ControlAIConversation, the AI conversation manual of 2025 (LLM and
 * TTS configuration, callbacks, error codes), the Java SDK 3.1.1436.
 *
 * <p>Deviations: languages are sent as the SDK lists them ({@code en}), although the start page's sample shows
 * {@code en-US}; flow's {@code Volume} is kept at most 1.0, the narrowest of three published ranges; {@code LLMConfig}
 * and {@code TTSConfig} are always sent, as the SDK demands; keys of {@code LLMConfig} that the pages show for
 * OpenAI-compatible models only are not sent to dify and coze; between the published points of Tencent's speed scale
 * straight lines are assumed.
 */
@NullMarked
package io.voxgate.adapter.tencent.trtc;

import org.jspecify.annotations.NullMarked;
