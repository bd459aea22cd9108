# The firewall finds its droplets by this tag, so that a new one stands behind it before it has an address.
resource "digitalocean_tag" "this" {
  name = var.name
}

# What is not named here does not come in. A container's published port stands behind this firewall too, which a
# firewall on the droplet itself would not promise: Docker writes its own rules there.
resource "digitalocean_firewall" "this" {
  name = var.name
  tags = [digitalocean_tag.this.name]

  dynamic "inbound_rule" {
    for_each = toset([for port in var.open_ports : tostring(port)])
    content {
      protocol         = "tcp"
      port_range       = inbound_rule.key
      source_addresses = ["0.0.0.0/0", "::/0"]
    }
  }

  dynamic "inbound_rule" {
    for_each = toset([for port in var.admin_ports : tostring(port)])
    content {
      protocol         = "tcp"
      port_range       = inbound_rule.key
      source_addresses = var.admin_networks
    }
  }

  inbound_rule {
    protocol         = "icmp"
    source_addresses = ["0.0.0.0/0", "::/0"]
  }

  # Without outbound rules DigitalOcean lets nothing out.
  outbound_rule {
    protocol              = "tcp"
    port_range            = "1-65535"
    destination_addresses = ["0.0.0.0/0", "::/0"]
  }

  outbound_rule {
    protocol              = "udp"
    port_range            = "1-65535"
    destination_addresses = ["0.0.0.0/0", "::/0"]
  }

  outbound_rule {
    protocol              = "icmp"
    destination_addresses = ["0.0.0.0/0", "::/0"]
  }
}
