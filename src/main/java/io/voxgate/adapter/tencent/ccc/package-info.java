/**
 * Tencent Cloud Contact Center: an agent that phones people. API ccc 2020-02-10; documents: the CreateAICall page (2024-12), the Java SDK
 * 3.1.1436, the data push pages. A start is not idempotent, so nothing here ever asks for a second one.
 */
@NullMarked
package io.voxgate.adapter.tencent.ccc;

import org.jspecify.annotations.NullMarked;
