# What is not named here does not come in; everything may go out. A container's published port stands behind this
# firewall too, which a firewall on the server itself would not promise: Docker writes its own rules there.
resource "hcloud_firewall" "this" {
  name = var.name

  dynamic "rule" {
    for_each = toset([for port in var.open_ports : tostring(port)])
    content {
      description = "open ${rule.key}"
      direction   = "in"
      protocol    = "tcp"
      port        = rule.key
      source_ips  = ["0.0.0.0/0", "::/0"]
    }
  }

  dynamic "rule" {
    for_each = toset([for port in var.admin_ports : tostring(port)])
    content {
      description = "admin ${rule.key}"
      direction   = "in"
      protocol    = "tcp"
      port        = rule.key
      source_ips  = var.admin_networks
    }
  }

  rule {
    description = "ping"
    direction   = "in"
    protocol    = "icmp"
    source_ips  = ["0.0.0.0/0", "::/0"]
  }
}
