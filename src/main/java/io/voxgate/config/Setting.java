package io.voxgate.config;

import io.voxgate.limits.Limit;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Describes a setting, once: the check at the start, its error sentence and the table in {@code docs/configuration.md}
 * are made from it. The default is the member's {@code @WithDefault}, and the variable is the property in capitals:
 * {@code voxgate.streams.per-tenant} is {@code VOXGATE_STREAMS_PER_TENANT}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Setting {
    /** What it decides, as half a sentence in Markdown. */
    String what();

    SettingForm form();

    /** What a number counts; of a text: what is allowed. */
    String unit() default "";

    /** The smallest number, or the shortest time in milliseconds. */
    long min() default 0;

    /** The largest number, or the longest time in milliseconds. */
    long max() default 0;

    /** What holds when it is not set, where that is not one value, or not always the same. */
    String otherwise() default "";

    /** The limit that it sets, if it is one of those; the default is the limit's. */
    Limit[] limit() default {};

    /** Whether operators have no reason to change it: it is there for tests. */
    boolean forTests() default false;
}
