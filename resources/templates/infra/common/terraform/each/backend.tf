# Where the state is. Only the kind stands here: bucket and key differ and are in backend.hcl, which Envdeck passes
# to init. Keys to the bucket come from the environment (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY), never from a file.
terraform {
  backend "s3" {}
}
