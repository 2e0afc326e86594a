package io.voxgate.event.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxgate.egress.EgressAddressPolicy;
import io.voxgate.model.Fault;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No spelling of a forbidden target gets past the registration, and no name that means one past the gate. */
class ForbiddenTargetsTest {
    private static final List<String> TYPES = List.of("*");

    /** A name service that would say yes to whatever is asked: only the rules can refuse. */
    private static final HostResolver PUBLIC = _ -> List.of(InetAddress.ofLiteral("93.184.215.14"));

    private static HostResolver says(String... addresses) {
        return _ -> Stream.of(addresses).map(InetAddress::ofLiteral).toList();
    }

    private static List<Fault> faults(boolean development, HostResolver resolver, String url) {
        return new WebhookRules(development, resolver).check(url, TYPES);
    }

    @Test
    void theTableIsLong() {
        List<String> hosts = ForbiddenTargets.hosts();
        System.out.println("Spellings of forbidden targets: " + hosts.size());
        assertThat(hosts).hasSizeGreaterThanOrEqualTo(200).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("io.voxgate.event.webhook.ForbiddenTargets#hosts")
    void noSpellingIsRegistered(String host) {
        for (String url : List.of("https://" + host + "/", "https://" + host + ":8443/hooks?x=1", "HTTPS://" + host)) {
            assertThat(faults(false, PUBLIC, url))
                    .as(url)
                    .isNotEmpty()
                    .allMatch(fault -> fault.pointer().equals("/url"));
        }
    }

    @Test
    void metadataIsRefusedWherePrivateAddressesAreAllowedToo() {
        List<String> hosts = new ArrayList<>(ForbiddenTargets.METADATA_FOUR);
        hosts.addAll(ForbiddenTargets.METADATA_NAMES);
        ForbiddenTargets.METADATA_SIX.forEach(six -> hosts.add("[" + six + "]"));
        ForbiddenTargets.METADATA_FOUR.forEach(
                four -> ForbiddenTargets.carriers(four).forEach(six -> hosts.add("[" + six + "]")));
        assertThat(hosts)
                .hasSizeGreaterThan(100)
                .allSatisfy(host -> assertThat(faults(true, PUBLIC, "http://" + host + "/"))
                        .as(host)
                        .isNotEmpty());
    }

    @Test
    void aNameThatMeansAForbiddenAddressIsRefused() {
        Stream.of(
                        ForbiddenTargets.PRIVATE_FOUR,
                        ForbiddenTargets.METADATA_FOUR,
                        ForbiddenTargets.PRIVATE_SIX,
                        ForbiddenTargets.METADATA_SIX)
                .flatMap(List::stream)
                .forEach(address -> {
                    assertThat(faults(false, says(address), "https://hooks.example.com/"))
                            .as(address)
                            .isNotEmpty();
                    assertThat(faults(false, says("93.184.215.14", address), "https://hooks.example.com/"))
                            .as("one of two: " + address)
                            .isNotEmpty();
                });
        ForbiddenTargets.METADATA_FOUR.forEach(
                address -> assertThat(faults(true, says(address), "https://hooks.example.com/"))
                        .as(address)
                        .isNotEmpty());
        assertThat(faults(
                        false,
                        _ -> List.of(InetAddress.getByAddress("hooks.example.com", new byte[] {127, 0, 0, 1})),
                        "https://hooks.example.com/"))
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://example.com/",
                "file:///etc/passwd",
                "gopher://example.com/",
                "javascript:alert(1)",
                "http://example.com/",
                "https:example.com",
                "https:/example.com",
                "https:///x",
                "https://",
                "//example.com/",
                "example.com",
                "",
                " https://example.com",
                "https://example.com/ x",
                "https://exam ple.com/",
                "https://user@example.com/",
                "https://user:pass@example.com/",
                "https://:@example.com/",
                "https://example.com/#top",
                "https://example.com:0/",
                "https://example.com:22/",
                "https://example.com:80/",
                "https://example.com:70000/",
                "https://example.com:-1/",
                "https://example.com:8443x/",
                "https://example.com./",
                "https://ex_ample.com/",
                "https://-example.com/",
                "https://example-.com/",
                "https://exämple.com/",
                "https://ⓔxample.com/",
                "https://example。com/",
                "https://example.com\\@127.0.0.1/",
                "https://example.com\u0000/",
                "https://example.com/%zz",
                "https://[::1",
                "https://a..b.com/",
                "jar:https://example.com!/",
                "https://example.com@127.0.0.1/",
                "https://1.2.3.4.5/",
                "https://256.1.1.1/",
                "https://1.1.1/",
                "https://0x1.com.1/"
            })
    void whatIsNoPlainUrlIsRefused(String url) {
        assertThat(faults(false, PUBLIC, url)).as(url).isNotEmpty();
    }

    /** The checker can say yes. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com/",
                "https://example.com",
                "https://hooks.example.com:8443/a/b?token=x%20y",
                "https://xn--exmple-cua.com/",
                "https://93.184.215.14/",
                "https://[2606:2800:21f:cb07::1]:1024/",
                "https://127.0.0.1.example.com/",
                "https://localhost.example.com/",
                "https://metadata.example.com/",
                "HTTPS://EXAMPLE.com/"
            })
    void publicOnesAreTaken(String url) {
        assertThat(faults(false, PUBLIC, url)).as(url).isEmpty();
    }

    @Test
    void developmentMayCallItsOwnMachine() {
        assertThat(faults(true, says("127.0.0.1"), "http://localhost:8080/hooks"))
                .isEmpty();
        assertThat(faults(true, PUBLIC, "http://10.1.2.3/")).isEmpty();
        assertThat(faults(true, PUBLIC, "http://[::1]:9000/")).isEmpty();
        assertThat(faults(true, PUBLIC, "http://2130706433/"))
                .as("still one spelling only")
                .isNotEmpty();
    }

    @Test
    void anUnknownNameIsRefusedInProductionOnly() {
        HostResolver nobody = host -> {
            throw new UnknownHostException(host);
        };
        assertThat(faults(false, nobody, "https://hooks.example.com/"))
                .extracting(Fault::code)
                .containsExactly("UNKNOWN_HOST");
        assertThat(faults(true, nobody, "https://hooks.example.com/")).isEmpty();
    }

    @Test
    void everyCarrierOfAPrivateAddressIsRefusedByTheGuardItself() {
        Stream.concat(ForbiddenTargets.PRIVATE_FOUR.stream(), ForbiddenTargets.METADATA_FOUR.stream())
                .forEach(four -> {
                    assertThat(new EgressAddressPolicy(false).refusal(InetAddress.ofLiteral(four)))
                            .as(four)
                            .isPresent();
                    ForbiddenTargets.carriers(four)
                            .forEach(six -> assertThat(
                                            new EgressAddressPolicy(false).refusal(InetAddress.ofLiteral(six)))
                                    .as(six)
                                    .isPresent());
                });
        assertThat(new EgressAddressPolicy(false).refusal(InetAddress.ofLiteral("64:ff9b::5db8:d70e")))
                .isEmpty();
    }
}
