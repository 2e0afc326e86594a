/**
 * Tencent Cloud Contact Center: an agent that phones people. API ccc 2020-02-10; documents: the CreateAICall page
 * (2024-12), the Java SDK 3.1.1436, the data push pages; status codes of calls (679/123938), and the API description of
 * 2026-08 for the newest fields and for the rounds of a call (both read November 2026). A start is not idempotent, so
 * nothing here ever asks for a second one.
 */
@NullMarked
package io.voxgate.adapter.tencent.ccc;

import org.jspecify.annotations.NullMarked;
