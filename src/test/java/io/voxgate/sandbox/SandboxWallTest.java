package io.voxgate.sandbox;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import io.voxgate.testkit.ProductClasses;
import org.junit.jupiter.api.Test;

/** The simulators judge the adapters, so neither may know the other, and no vendor's SDK may help. */
class SandboxWallTest {
    private static final JavaClasses PRODUCT = ProductClasses.all();

    @Test
    void sandboxAndAdaptersDoNotSeeEachOther() {
        sees(
                        "io.voxgate.sandbox..",
                        "io.voxgate.adapter..",
                        "io.voxgate.model..",
                        "com.tencentcloudapi..",
                        "com.aliyuncs..")
                .check(PRODUCT);
        sees("io.voxgate.adapter..", "io.voxgate.sandbox..").check(PRODUCT);
    }

    @Test
    void theVendorsDoNotSeeEachOther() {
        sees("io.voxgate.sandbox.tencent..", "io.voxgate.sandbox.alibaba..").check(PRODUCT);
        sees("io.voxgate.sandbox.alibaba..", "io.voxgate.sandbox.tencent..")
                .allowEmptyShould(true)
                .check(PRODUCT);
        sees("io.voxgate.sandbox.tencent.trtc..", "io.voxgate.sandbox.tencent.ccc..")
                .check(PRODUCT);
    }

    @Test
    void thisCheckCanFail() {
        assertThat(sees("io.voxgate.sandbox.tencent.trtc..", "io.voxgate.sandbox.tencent")
                        .evaluate(PRODUCT)
                        .hasViolation())
                .isTrue();
    }

    private static ArchRule sees(String from, String... to) {
        return noClasses()
                .that()
                .resideInAPackage(from)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(to);
    }
}
