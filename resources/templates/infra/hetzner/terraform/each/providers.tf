# Versions are pinned twice: "~> 1.54" allows 1.54 and later, never 2.0; .terraform.lock.hcl, which is committed,
# names the exact ones. `terraform init -upgrade` moves them, in a commit of its own.
terraform {
  required_version = ">= 1.10" # terraform or tofu; the first that lock the state with an object in the bucket

  required_providers {
    cloudflare = {
      source  = "cloudflare/cloudflare"
      version = "~> 5.14"
    }
    hcloud = {
      source  = "hetznercloud/hcloud"
      version = "~> 1.54"
    }
  }
}

# One project at Hetzner for each environment, each with its own token: then dev cannot touch prod.
variable "hcloud_token" {
  type        = string
  description = "Hetzner Cloud API token (read and write) of this environment's project."
  sensitive   = true
}

variable "cloudflare_api_token" {
  type        = string
  description = "Cloudflare API token with Zone Read, DNS Edit and Zone Settings Edit for the one zone."
  sensitive   = true
}

provider "hcloud" {
  token = var.hcloud_token
}

provider "cloudflare" {
  api_token = var.cloudflare_api_token
}
