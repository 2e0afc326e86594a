package io.voxgate.api;

import io.voxgate.tenant.Role;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Who may use an operation. Without it an operation is for every role of a tenant, so it must be a read; {@link Role#OPERATOR} is let in only
 * where it is named.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Allow {
    Role[] value();
}
