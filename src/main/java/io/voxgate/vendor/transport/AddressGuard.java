package io.voxgate.vendor.transport;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Which addresses may be connected to. Link-local and cloud metadata addresses never; loopback, private and other special ones only
 * where the installation allows them. An IPv4 address inside an IPv6 one (mapped, NAT64, 6to4) counts as itself.
 */
public record AddressGuard(boolean privateAllowed) {
    private static final List<Range> METADATA = List.of(Range.of("169.254.0.0", 16), Range.of("100.100.100.200", 32), Range.of("fd00:ec2::254", 128), Range.of("fe80::", 10));
    private static final List<Range> SPECIAL = List.of(
            Range.of("0.0.0.0", 8), Range.of("10.0.0.0", 8), Range.of("100.64.0.0", 10), Range.of("127.0.0.0", 8), Range.of("172.16.0.0", 12),
            Range.of("192.0.0.0", 24), Range.of("192.168.0.0", 16), Range.of("198.18.0.0", 15), Range.of("224.0.0.0", 3),
            Range.of("::", 127), Range.of("fc00::", 7), Range.of("fec0::", 10), Range.of("ff00::", 8));
    private static final Range NAT64 = Range.of("64:ff9b::", 96);
    private static final Range SIX_TO_FOUR = Range.of("2002::", 16);
    private static final Range COMPATIBLE = Range.of("::", 96);

    /** Why this address may not be connected to; empty when it may. */
    public Optional<String> refusal(InetAddress address) {
        InetAddress real = unwrapped(address);
        if (METADATA.stream().anyMatch(range -> range.holds(real) || range.holds(address))) {
            return Optional.of("The host is a link-local or metadata address.");
        }
        if (!privateAllowed && SPECIAL.stream().anyMatch(range -> range.holds(real) || range.holds(address))) {
            return Optional.of("The host is a private address.");
        }
        return Optional.empty();
    }

    private static InetAddress unwrapped(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return address;
        }
        byte[] bytes = address.getAddress();
        if (NAT64.holds(address) || COMPATIBLE.holds(address) && !Range.of("::", 127).holds(address)) {
            return of(Arrays.copyOfRange(bytes, 12, 16));
        }
        return SIX_TO_FOUR.holds(address) ? of(Arrays.copyOfRange(bytes, 2, 6)) : address;
    }

    private static InetAddress of(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private record Range(boolean four, byte[] start, int bits) {

        static Range of(String address, int bits) {
            InetAddress start = InetAddress.ofLiteral(address);
            return new Range(start instanceof Inet4Address, start.getAddress(), bits);
        }

        boolean holds(InetAddress address) {
            if (four != address instanceof Inet4Address) {
                return false;
            }
            byte[] bytes = address.getAddress();
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> bit % 8;
                if ((bytes[bit / 8] & mask) != (start[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
